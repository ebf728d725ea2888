import MarketData
import OrderBook

/// Reads the bytes as an order stream and applies it to a book.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzStream(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  do throws(StreamError) {
    let stream = try OrderStream(checking: bytes)
    precondition(stream.messages.count * OrderMessage.recordSize == bytes.count, "a lost record")
    var written: [UInt8] = []
    for message in stream.messages { message.encode(to: &written) }
    precondition(written == bytes, "a message is written otherwise than it was read")
  } catch {
    precondition((0..<max(1, count)).contains(error.offset), "a mistake outside of the stream")
    precondition(error.offset % OrderMessage.recordSize == 0, "a mistake within a record")
    precondition(!error.description.isEmpty, "a mistake without words")
  }
  return 0
}
