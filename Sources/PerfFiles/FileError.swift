internal import Glibc

/// A failed operation on a file or folder.
public struct FileError: Error, Sendable, Hashable {
  /// What was attempted, such as `read`.
  public var operation: String
  /// The file or folder.
  public var path: String
  /// The system's error number.
  public var number: Int32

  /// Makes an error from the system's current error number.
  public init(_ operation: String, _ path: String, number: Int32? = nil) {
    self.operation = operation
    self.path = path
    self.number = number ?? errno
  }

  /// The system's reason, such as `No such file or directory`.
  public var reason: String { String(cString: strerror(number)) }

  /// Whether there is something else in the place of a file, such as a folder or a pipe.
  public var isNoFile: Bool { number == EISDIR || number == ENOTSUP || number == ENXIO }

  /// Whether the file or folder does not exist.
  public var isMissing: Bool { number == ENOENT || number == ENOTDIR }
}
