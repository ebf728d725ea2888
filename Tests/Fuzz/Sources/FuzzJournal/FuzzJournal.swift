import Journal
import OrderBook

/// Reads any bytes as a journal, as a snapshot and as the words of a state: what is accepted must be
/// written as the same bytes again, and whatever is restored must take any request.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJournal(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  checkJournal(bytes)
  checkSnapshot(bytes)
  checkState(bytes)
  return 0
}

private func checkJournal(_ bytes: [UInt8]) {
  var reader = JournalReader(path: "j", bytes: bytes, base: 0, after: 0)
  var written: [UInt8] = []
  do throws(JournalError) {
    while let record = try reader.next() { record.encode(to: &written) }
  } catch {
    precondition("\(error)".hasPrefix("j: "), "a mistake without a place")
    return
  }
  precondition(bytes.starts(with: written), "a journal is written otherwise")
  precondition(reader.offset == written.count, "a record has another size")
  precondition(bytes.count - written.count == reader.torn?.bytes ?? 0, "bytes that nobody saw")
}

private func checkSnapshot(_ bytes: [UInt8]) {
  guard let snapshot = try? Snapshot(bytes: bytes) else { return }
  precondition(snapshot.bytes == bytes, "a snapshot is written otherwise")
}

/// Without a checksum in the way: the bytes are the words, and then the requests.
private func checkState(_ bytes: [UInt8]) {
  let words = stride(from: 0, to: bytes.count / 8 * 8, by: 8).map { place in
    bytes[place..<place + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
  }
  guard let state = try? ExchangeState(words: words) else { return }
  precondition(state.words == words, "a state is written otherwise")
  guard var exchange = try? Exchange(restoring: state) else { return }
  precondition(exchange.state.orders.count == state.orders.count, "an order is lost")
  precondition(exchange.state.accounts == state.accounts, "an account is another one")
  var digest = ReportDigest()
  for word in words.prefix(64) {
    exchange.apply(
      OrderRequest(
        OrderRequest.Action.allCases[Int(word % 4)], id: word, account: UInt32(word >> 8 & 3),
        time: word, side: word & 4 == 0 ? .buy : .sell,
        terms: OrderRequest.Terms.allCases[Int((word >> 3) % 6)],
        price: Int32(truncatingIfNeeded: word >> 16),
        stopPrice: Int32(truncatingIfNeeded: word >> 24),
        quantity: UInt32(truncatingIfNeeded: word >> 32)), to: &digest)
  }
}
