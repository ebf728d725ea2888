/// Why a file could not be read as an ELF file.
public struct ELFError: Error, Sendable, Hashable {
  /// What was to be read, such as `a program header`.
  public var what: String
  /// Where in the file, in bytes from its beginning.
  public var offset: UInt64

  /// Makes an error.
  public init(_ what: String, at offset: UInt64) {
    self.what = what
    self.offset = offset
  }
}

extension ELFError: CustomStringConvertible {
  /// What went wrong, in one sentence without a full stop.
  public var description: String { "\(what) at byte \(offset) is torn or makes no sense" }
}
