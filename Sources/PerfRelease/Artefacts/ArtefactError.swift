public import PerfArchive
public import PerfCrypto
public import PerfFiles

/// Why files are not fit to be published, or could not be packed.
public enum ArtefactError: Error, Sendable, Hashable {
  /// No engine left a file.
  case nothing
  /// The name of a file to be published is refused; `fault` says why.
  case name(String, fault: String)
  /// There would be more than the limit of published files.
  case count(limit: Int)
  /// A file is a link, folder or device.
  case notAFile(name: String)
  /// A file holds nothing.
  case empty(name: String)
  /// A file is larger than the limit, in bytes.
  case oversized(name: String, size: Int, limit: Int)
  /// A file looks as if it held a secret.
  case secret(name: String, Secret)
  /// A file names a folder of the machine it was built on, at this byte.
  case leak(name: String, folder: String, offset: Int)
  /// The products are for several machines.
  case machines([String])
  /// A file begins as an ELF file and is none.
  case elf(name: String, ELFError)
  /// A file is another one now than it was when it was checked.
  case changed(name: String)
  /// A list of source packages could not be read.
  case dependencies(file: String, reason: String)
  /// A list of checksums is not what it should be, at this line.
  case checksums(line: Int, reason: String)
  /// The archive could not be written or read.
  case archive(ArchiveError)
  /// A file could not be read or written.
  case file(FileError)
  /// A digest could not be made.
  case crypto(CryptoError)
}

extension ArtefactError: CustomStringConvertible {
  /// What went wrong, in one sentence without a full stop.
  public var description: String {
    switch self {
    case .nothing: "no engine left a file to publish"
    case .name(let name, let fault): "the name '\(name)' \(fault)"
    case .count(let limit): "there are more than \(limit) files to publish"
    case .notAFile(let name): "'\(name)' is not a regular file"
    case .empty(let name): "'\(name)' is empty"
    case .oversized(let name, let size, let limit):
      "'\(name)' has \(size) bytes, more than the limit of \(limit)"
    case .secret(let name, let secret): "'\(name)' looks as if it held a secret: \(secret)"
    case .leak(let name, let folder, let offset):
      "'\(name)' names the folder '\(folder)' of this machine, at byte \(offset)"
    case .machines(let names):
      "the products are for several machines: \(names.joined(separator: ", "))"
    case .elf(let name, let error): "'\(name)' is a damaged ELF file: \(error)"
    case .changed(let name): "'\(name)' changed between its check and its packing"
    case .dependencies(let file, let reason): "cannot read '\(file)': \(reason)"
    case .checksums(let line, let reason): "SHA256SUMS, line \(line): \(reason)"
    case .archive(let error): "\(error)"
    case .file(let error): "cannot \(error.operation) '\(error.path)': \(error.reason)"
    case .crypto(let error): "\(error)"
    }
  }

  /// What the user can do about it, or nil.
  public var hint: String? {
    switch self {
    case .nothing: "declare `artefacts:` of the engines in perfkit.yaml"
    case .name: "name the project, tag or file so that no forge renames it"
    case .empty: "leave it out, or let the build fill it"
    case .secret: "if it is one, withdraw it now: what was built may have been copied"
    case .leak:
      "map it away: -file-prefix-map (Swift), -ffile-prefix-map (C, C++), --remap-path-prefix (Rust)"
    case .machines: "publish one kind of machine a release folder"
    case .changed: "let nothing write there, and try again"
    case .archive(let error): error.hint
    case .crypto(let error): error.hint
    default: nil
    }
  }

  /// Whether the files are at fault, not the machine: what a gate refuses.
  public var isRefusal: Bool {
    switch self {
    case .nothing, .name, .count, .notAFile, .empty, .oversized, .secret, .leak, .machines, .elf,
      .changed, .checksums:
      true
    case .archive(let error):
      switch error {
      case .libraryMissing, .file, .failed: false
      default: true
      }
    case .dependencies, .file, .crypto: false
    }
  }
}
