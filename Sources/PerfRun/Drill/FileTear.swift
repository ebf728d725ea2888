internal import Glibc
internal import PerfFiles
internal import PerfModel

/// The end of a file, torn as a crash does it.
struct FileTear {
  let kind: Drill.Tear.Kind
  let path: String

  /// Tears the file, and returns how many bytes; nil if there is no such file.
  func perform(_ point: KillPoint) throws(FileError) -> Int? {
    guard let size = File.size(path), File.isRegular(path) else { return nil }
    switch kind {
    case .cut:
      let bytes = min(size, point.torn)
      guard truncate(path, size - bytes) == 0 else { throw FileError("cut", path) }
      return bytes
    case .append:
      try append(Self.bytes(point))
      return point.torn
    }
  }

  /// Random bytes; of every fourth kill zeros, as file systems leave them.
  static func bytes(_ point: KillPoint) -> [UInt8] {
    var order = SeededOrder(seed: point.bytesSeed)
    let isZero = order.below(4) == 0
    return (0..<point.torn).map { _ in isZero ? 0 : UInt8(order.below(256)) }
  }

  private func append(_ bytes: [UInt8]) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError("write", path) }
    defer { close(descriptor) }
    try File.writeAll(bytes, to: descriptor, path: path)
  }
}
