internal import Glibc
internal import PerfCrypto
internal import PerfFiles

/// One file that may be published: read once, looked at, hashed.
struct CheckedFile {
  var size: Int
  var sha256: String
  var linkage: Linkage?

  init(
    _ path: String, named name: String, policy: ArtefactPolicy, secretFolders: [String]
  ) throws(ArtefactError) {
    var status = stat()
    guard lstat(path, &status) == 0 else { throw .file(FileError("read", path)) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(name: name) }
    guard status.st_size > 0 else { throw .empty(name: name) }
    guard Int(status.st_size) <= policy.largestFile else {
      throw .oversized(name: name, size: Int(status.st_size), limit: policy.largestFile)
    }
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try File.read(path, limit: policy.largestFile)
    } catch {
      throw .file(error)
    }
    try self.init(bytes, named: name, secretFolders: secretFolders)
  }

  init(_ bytes: [UInt8], named name: String, secretFolders: [String]) throws(ArtefactError) {
    if let secret = SecretScan.find(in: bytes, named: name) { throw .secret(name: name, secret) }
    for folder in secretFolders {
      if let offset = SecretScan.offset(of: folder, in: bytes) {
        throw .leak(name: name, folder: folder, offset: offset)
      }
    }
    if ELFImage.isELF(bytes) {
      do throws(ELFError) {
        linkage = Linkage(try ELFImage(bytes))
      } catch {
        throw .elf(name: name, error)
      }
    }
    size = bytes.count
    do throws(CryptoError) { sha256 = try SHA256.hex(of: bytes) } catch { throw .crypto(error) }
  }
}
