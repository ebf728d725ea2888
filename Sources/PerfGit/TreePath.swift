internal import Glibc

/// A path below the top of a work tree: bytes, since git does not promise UTF-8.
struct TreePath: Hashable, Comparable {
  let bytes: [UInt8]

  init(_ text: UnsafePointer<CChar>) {
    bytes = Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
  }

  init(_ text: some StringProtocol) { bytes = Array(text.utf8) }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  static func < (a: TreePath, b: TreePath) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }

  /// Whether it ends with a slash, as git writes a nested repository.
  var isFolder: Bool { bytes.last == UInt8(ascii: "/") }

  var withoutSlash: TreePath { isFolder ? TreePath(bytes: bytes.dropLast()) : self }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether this is one of `folders` or lies below one.
  func isInside(_ folders: [TreePath]) -> Bool {
    folders.contains { folder in
      bytes.starts(with: folder.bytes)
        && (bytes.count == folder.bytes.count || folder.bytes.isEmpty
          || bytes[folder.bytes.count] == UInt8(ascii: "/"))
    }
  }

  /// The absolute path below `top`, terminated for C.
  func absolute(below top: String) -> [CChar] {
    (Array(top.utf8) + [UInt8(ascii: "/")] + bytes + [0]).map { CChar(bitPattern: $0) }
  }
}
