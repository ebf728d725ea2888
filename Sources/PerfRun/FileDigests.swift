internal import PerfCrypto
internal import PerfFiles
internal import PerfModel
internal import Synchronization

/// SHA-256 of files, each computed once while its size and time stay the same.
final class FileDigests: Sendable {
  private let known = Mutex<[String: String]>([:])

  /// What the record says of a file.
  func artefact(named name: String, at path: String) throws(RunError) -> RunRecord.Artefact {
    let size = File.size(path) ?? 0
    let key = "\(path)\t\(size)\t\(File.modified(path) ?? 0)"
    if let sha256 = known.withLock({ $0[key] }) {
      return RunRecord.Artefact(path: name, sha256: sha256, size: size)
    }
    let sha256: String
    do {
      sha256 = try SHA256.hex(ofFile: path)
    } catch {
      throw .hashing(reason: "cannot hash '\(name)': \(error)")
    }
    known.withLock { $0[key] = sha256 }
    return RunRecord.Artefact(path: name, sha256: sha256, size: size)
  }
}
