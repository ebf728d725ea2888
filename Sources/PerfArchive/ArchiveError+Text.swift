internal import Glibc

extension ArchiveError: CustomStringConvertible {
  /// What went wrong, in one sentence without a full stop.
  public var description: String {
    switch self {
    case .libraryMissing(_, let reason): "libarchive could not be loaded: \(reason)"
    case .name(let name, let fault): "the member name \(Self.quoted(name)) \(fault.words)"
    case .link(let name, let target):
      "the link \(Self.quoted(name)) leads out of the archive, to \(Self.quoted(target))"
    case .kind(let name):
      "the member \(Self.quoted(name)) is neither a file, a folder nor a symbolic link"
    case .privileged(let name, let mode):
      "the member \(Self.quoted(name)) has privileged mode bits (\(String(mode, radix: 8)))"
    case .nothing: "there is nothing to pack"
    case .members(let limit): "the archive has more than \(limit) members"
    case .size(let name, let limit):
      "the archive unpacks to more than \(limit) bytes, at \(Self.quoted(name))"
    case .time(let seconds): "the time \(seconds) does not fit into an archive"
    case .notAFile(let path): "'\(path)' is not a regular file"
    case .changed(let path): "'\(path)' changed while it was packed"
    case .file(let operation, let path, let number):
      "cannot \(operation) '\(path)': \(String(cString: strerror(number)))"
    case .malformed(let path, let reason): "'\(path)' is not a sound archive: \(reason)"
    case .failed(let operation, let reason): "cannot \(operation): \(reason)"
    }
  }

  /// What the user can do about it, or nil.
  public var hint: String? {
    switch self {
    case .libraryMissing(let package, _): "apt-get install \(package)"
    case .name(_, .foreign): "pack a tar.gz, or rename the file"
    case .changed: "let nothing write there, and try again"
    default: nil
    }
  }

  /// A name with everything that a terminal might obey escaped.
  private static func quoted(_ name: String) -> String {
    "'"
      + name.unicodeScalars.map { scalar in
        MemberName.isPlain(scalar) ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
      }.joined() + "'"
  }
}

extension ArchiveError.NameFault {
  fileprivate var words: String {
    switch self {
    case .empty: "is empty"
    case .absolute: "is absolute"
    case .climbing: "has an empty, '.' or '..' component"
    case .unprintable: "has a control character, a backslash or bytes that are not UTF-8"
    case .deceptive: "has characters that cannot be seen or turn the direction of text"
    case .foreign: "is not ASCII, which readers of ZIP files take in different ways"
    case .long(let limit): "is longer than \(limit) bytes"
    case .duplicate: "occurs twice"
    case .twin(let other): "differs from '\(other)' in the case of letters only"
    case .below(let other): "stands below '\(other)', which is no folder"
    }
  }
}
