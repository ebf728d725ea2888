internal import Glibc
internal import MarketData
internal import OrderBook

/// A file or a pipe that is read in pieces.
struct InputFile: ~Copyable {
  static let piece = 1 << 20

  let path: String
  /// The size of a regular file; 0 of anything else.
  let size: Int
  private let descriptor: Int32
  private var buffer = [UInt8](repeating: 0, count: piece)

  init(_ path: String) throws(Failure) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .file(path, doing: "open", code: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw .file(path, doing: "read", code: code)
    }
    self.path = path
    self.descriptor = descriptor
    size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
  }

  deinit { close(descriptor) }

  /// The next bytes; none at the end.
  mutating func read() throws(Failure) -> ArraySlice<UInt8> {
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count >= 0 { return buffer[..<count] }
      if errno != EINTR { throw .file(path, doing: "read", code: errno) }
    }
  }
}

/// The order stream in a file or a pipe, read up to its first faulty record.
func readStream(_ path: String) throws(Failure) -> OrderStream {
  var file = try InputFile(path)
  var builder = OrderStream.Builder(room: try records(of: file))
  try readRecords(&file) { (message, offset) throws(StreamError) in
    try builder.append(message, at: offset)
  }
  return builder.stream
}

/// The messages in a file or a pipe, read up to its first record that is none; not all of them may
/// be such that a book takes them.
func readMessages(_ path: String) throws(Failure) -> [OrderMessage] {
  var file = try InputFile(path)
  var messages: [OrderMessage] = []
  messages.reserveCapacity(try records(of: file))
  try readRecords(&file) { (message, _) throws(StreamError) in messages.append(message) }
  return messages
}

/// The records that a regular file has, if they are not too many and there is memory for them.
private func records(of file: borrowing InputFile) throws(Failure) -> Int {
  let count = file.size / OrderMessage.recordSize
  if count > GenerateCommand.mostRecords { throw .tooLong(file.path) }
  try Memory.require(count * MemoryLayout<OrderMessage>.stride)
  return count
}

private func readRecords(
  _ file: inout InputFile, _ take: (OrderMessage, Int) throws(StreamError) -> Void
) throws(Failure) {
  let path = file.path
  var reader = RecordReader()
  var room = max(file.size, InputFile.piece)
  while true {
    let bytes = try file.read()
    let end = reader.offset + bytes.count
    // An array that grows is for a while there twice, in the old size and in the new one.
    if end > room {
      room = 2 * end
      try Memory.require(room)
    }
    if bytes.isEmpty { reader.close() } else { reader.append(bytes) }
    do throws(StreamError) {
      var offset = reader.offset
      while let message = try reader.next() {
        try take(message, offset)
        offset = reader.offset
      }
    } catch {
      throw .stream(path, error)
    }
    if bytes.isEmpty { return }
    if reader.offset > GenerateCommand.mostRecords * OrderMessage.recordSize {
      throw .tooLong(path)
    }
  }
}
