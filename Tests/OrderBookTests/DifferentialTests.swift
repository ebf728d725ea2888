import OrderBook
import Testing

@Suite struct DifferentialTests {
  @Test("The book agrees with the naive one after every message", arguments: 0..<40)
  func agreement(block: UInt64) {
    for seed in (block * 75)..<(block * 75 + 75) {
      let messages = RandomStream.messages(seed: seed, count: 120)
      guard Difference.find(messages) != nil else { continue }
      let small = Difference.shrink(messages)
      let list = small.map { "\($0)" }.joined(separator: "\n")
      Issue.record("seed \(seed): \(Difference.find(small) ?? "")\n\(list)")
      return
    }
  }

  @Test("The random streams reach every kind of outcome")
  func coverage() {
    var total = BookCounters()
    var duplicates = 0
    var zeros = 0
    for seed in UInt64(0)..<200 {
      var naive = NaiveBook()
      for message in RandomStream.messages(seed: seed, count: 120) {
        do {
          try naive.apply(message)
        } catch {
          if case .duplicateID = error { duplicates += 1 } else { zeros += 1 }
        }
      }
      total.trades += naive.counters.trades
      total.orphans += naive.counters.orphans
      total.live += naive.counters.live
    }
    #expect(min(total.trades, total.orphans, total.live) > 500)
    #expect(min(duplicates, zeros) > 500)
  }
}
