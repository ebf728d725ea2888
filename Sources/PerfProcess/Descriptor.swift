internal import Glibc

/// An open file descriptor, closed at the end of its life.
struct Descriptor: ~Copyable {
  let number: Int32

  init(owning number: Int32) { self.number = number }

  init(opening path: String, _ flags: Int32) throws(SpawnError) {
    var opened: Int32
    repeat { opened = open(path, flags | O_CLOEXEC, 0o644) } while opened < 0 && errno == EINTR
    guard opened >= 0 else { throw .cannotOpen(path: path, errno: errno) }
    number = opened
  }

  /// The number of a descriptor; -1 of none.
  static func number(of descriptor: borrowing Descriptor?) -> Int32 {
    switch descriptor {
    case .some(let open): open.number
    case .none: -1
    }
  }

  deinit { close(number) }
}
