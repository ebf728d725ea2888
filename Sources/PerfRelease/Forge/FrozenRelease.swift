internal import PerfCrypto
internal import PerfFiles
internal import PerfJSON
internal import PerfResults

/// A release as its folder holds it: the manifest, the notes and the files that are published.
public struct FrozenRelease: Sendable {
  /// Why a folder holds no whole release.
  public enum Fault: Error, Sendable, Hashable {
    /// A file cannot be read.
    case unreadable(file: String, reason: String)
    /// The manifest is not one, or of another tag.
    case manifest(reason: String)
    /// A file is not what the manifest or the checksums say.
    case changed(file: String, reason: String)
  }

  /// The manifest.
  public let manifest: ReleaseManifest
  /// The digest of the manifest's bytes, which the tag carries.
  public let manifestDigest: String
  /// The notes.
  public let notes: String
  /// The files, sorted by name.
  public let assets: [ForgeRelease.Asset]

  /// The name of the notes in the folder.
  public static let notesFile = "notes.md"

  /// Reads a folder, and checks every file by the checksums and the manifest.
  public init(folder: String, tag: String) throws(Fault) {
    let bytes = try Self.read(folder, ReleaseFolder.manifest)
    do {
      manifest = try ReleaseManifest(JSON.parse(bytes))
    } catch let error as DocumentError {
      throw .manifest(
        reason: "\(ReleaseFolder.manifest) is no manifest: '\(error.member)' is not "
          + error.expected)
    } catch {
      throw .manifest(reason: "\(ReleaseFolder.manifest) is no JSON")
    }
    guard manifest.tag == tag else {
      throw .manifest(reason: "\(ReleaseFolder.manifest) is of \(manifest.tag), not of \(tag)")
    }
    manifestDigest = try Self.digest(of: bytes, ReleaseFolder.manifest)
    notes = String(decoding: try Self.read(folder, Self.notesFile), as: UTF8.self)
    let place = folder + "/" + ReleaseFolder.artefacts
    assets = try Self.files(in: place, manifest)
    try Self.check(assets, in: place, manifest)
    let published = assets.first { $0.name == ReleaseFolder.manifest }
    guard published?.sha256 == manifestDigest else {
      throw .changed(
        file: ReleaseFolder.manifest,
        reason: "is another one than in \(ReleaseFolder.artefacts)")
    }
  }

  /// Whether the notes are those that the manifest names.
  public var hasFrozenNotes: Bool {
    (try? SHA256.hex(of: notes.utf8)) == manifest.notes?.sha256
  }

  /// What is published, with the tag object of this id.
  public func release(tagObject: String) -> ForgeRelease {
    ForgeRelease(
      project: manifest.project, tag: manifest.tag, version: manifest.version,
      tagObject: tagObject, commit: manifest.commit,
      title: ForgeRelease.title(of: manifest.project, manifest.version), body: notes,
      isPrerelease: Version(tag: manifest.tag)?.isStable == false, assets: assets)
  }

  private static func files(
    in folder: String, _ manifest: ReleaseManifest
  ) throws(Fault) -> [ForgeRelease.Asset] {
    var assets: [ForgeRelease.Asset] = []
    do {
      for entry in try Folder.list(folder) {
        let path = folder + "/" + entry.name
        guard entry.kind == .file, let size = File.size(path) else {
          throw Fault.changed(file: entry.name, reason: "is no plain file")
        }
        let known = manifest.artefacts.first { $0.name == entry.name }
        assets.append(
          ForgeRelease.Asset(
            name: entry.name, path: path, size: size, sha256: try SHA256.hex(ofFile: path),
            mediaType: known?.mediaType ?? mediaType(of: entry.name)))
      }
    } catch let fault as Fault {
      throw fault
    } catch {
      throw .unreadable(file: ReleaseFolder.artefacts, reason: "\(error)")
    }
    return assets.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// Files that the checksums cannot name: they themselves and their signature.
  private static let unlisted = ["", ".asc", ".sig"].map { Checksums.fileName + $0 }

  private static func check(
    _ assets: [ForgeRelease.Asset], in folder: String, _ manifest: ReleaseManifest
  ) throws(Fault) {
    let sums: Checksums
    let text = try read(folder, Checksums.fileName)
    do {
      sums = try Checksums(reading: String(decoding: text, as: UTF8.self))
    } catch {
      throw .changed(file: Checksums.fileName, reason: "\(error)")
    }
    var files: [String: String] = [:]
    for asset in assets where !unlisted.contains(asset.name) { files[asset.name] = asset.sha256 }
    let differences = sums.differences(from: files)
    for (names, reason) in [
      (differences.different, "is not what \(Checksums.fileName) says"),
      (differences.missing, "is not in \(Checksums.fileName)"),
      (differences.extra, "is in \(Checksums.fileName), but not there"),
    ] {
      if let name = names.first { throw .changed(file: name, reason: reason) }
    }
    for artefact in manifest.artefacts where files[artefact.name] != artefact.sha256 {
      throw .changed(file: artefact.name, reason: "is not what \(ReleaseFolder.manifest) says")
    }
  }

  private static func mediaType(of name: String) -> String {
    switch Path.fileExtension(of: name) {
    case "json", "jsonl": "application/json"
    case "asc", "sig": "application/pgp-signature"
    case "md": "text/markdown"
    default: name == Checksums.fileName ? "text/plain" : "application/octet-stream"
    }
  }

  private static func read(_ folder: String, _ name: String) throws(Fault) -> [UInt8] {
    do throws(FileError) {
      return try File.read(folder + "/" + name, limit: 16 << 20)
    } catch {
      throw .unreadable(file: name, reason: error.reason)
    }
  }

  private static func digest(of bytes: [UInt8], _ name: String) throws(Fault) -> String {
    do throws(CryptoError) {
      return try SHA256.hex(of: bytes)
    } catch {
      throw .unreadable(file: name, reason: "\(error)")
    }
  }
}

extension FrozenRelease.Fault: CustomStringConvertible {
  /// What is wrong, in one sentence without a full stop.
  public var description: String {
    switch self {
    case .unreadable(let file, let reason): "cannot read \(file): \(reason)"
    case .manifest(let reason): reason
    case .changed(let file, let reason): "\(file) \(reason)"
    }
  }

  /// What the user can do about it.
  public var hint: String {
    "what `perfkit release cut` wrote must stay as it is; only \(FrozenRelease.notesFile) may be edited"
  }
}
