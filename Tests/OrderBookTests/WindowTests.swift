import Testing

@testable import OrderBook

/// Where the window of a side lies: how many of its levels are found by search cannot be seen from
/// the results, only from the time.
@Suite struct WindowTests {
  /// A book in which a sell order rests at each price, from a random one to the next.
  private func book(selling prices: some Sequence<Int32>) throws -> OrderBook {
    var book = OrderBook()
    var digest = TradeDigest()
    for (id, price) in prices.enumerated() {
      try book.apply(
        OrderMessage(kind: .limit, side: .sell, id: UInt32(id), price: price, quantity: 1),
        to: &digest)
    }
    return book
  }

  private func shuffled(_ prices: [Int32]) -> [Int32] {
    var random = Xorshift(state: 42)
    var prices = prices
    for place in prices.indices {
      prices.swapAt(place, Int(random.below(UInt64(prices.count))))
    }
    return prices
  }

  @Test("One far order does not keep the window from those that follow", arguments: [false, true])
  func farOrderFirst(above: Bool) throws {
    let far: Int32 = above ? 10_000_000 : -10_000_000
    let book = try book(selling: [far] + shuffled(Array(1...20_000)))
    #expect(book.queues.outside.base[1].entries.count == 1)
    #expect(book.counters.live == 20_001)
    #expect(book.bestPrice(.sell) == min(far, 1))
  }

  @Test("Far orders among others do not pull the window away")
  func farOrdersBetween() throws {
    let near = shuffled(Array(1...20_000))
    let book = try book(
      selling: near.flatMap { $0 % 10 == 0 ? [$0, 10_000_000 + 1_000_000 * ($0 / 10)] : [$0] })
    #expect(book.queues.outside.base[1].entries.count == 2_000)
  }

  @Test("Levels that fit into the window get into it, wherever the first one was")
  func narrowerThanTheWindow() throws {
    for first in [Int32(0), 1_999_000] {
      let spread = shuffled((0..<4_000).map { Int32($0) * 500 })
      let book = try book(selling: [first + 1] + spread)
      #expect(book.queues.outside.base[1].isEmpty)
    }
  }

  @Test("The window goes where most levels are, and with orders that move there")
  func follows() throws {
    let prices = (0..<6).flatMap { step in
      (0..<(1_000 << step)).map { Int32(step * 100_000_000 + $0) }
    }
    let book = try book(selling: prices)
    #expect(book.queues.outside.base[1].entries.count == 1_000 * 31)
    #expect(book.levels(.sell).map(\.price) == prices)
  }

  @Test("Orders that rest where they stray are moved no more often than they came")
  func visits() {
    var visits = StrayVisits()
    var orders = 0
    var steps = 0
    for rank in 1...1_000_000 {
      orders += 1
      guard visits.note(rank) else { continue }
      steps += orders
      visits.restart(moved: orders)
    }
    #expect(steps < 2 * orders)
    #expect(steps > 0)
    #expect(visits.middle == 1_000_000 - 7)
  }
}

/// The sorted blocks of levels beyond the window, against a sorted array.
@Suite struct OutsideLevelsTests {
  private func expectEqual(_ levels: OutsideLevels, _ expected: [Int: UInt32]) {
    let sorted = expected.sorted { $0.key < $1.key }
    #expect(levels.entries.map(\.rank) == sorted.map(\.key))
    #expect(levels.entries.map(\.level) == sorted.map(\.value))
    #expect(levels.isEmpty == expected.isEmpty)
    #expect(levels.best?.rank == sorted.last?.key)
    #expect(
      levels.blocks.allSatisfy { (1...Int32(OutsideLevels.blockSize)).contains($0.count) },
      "a block is empty or holds more than may be moved at once")
  }

  @Test("They hold what came and did not go", arguments: UInt64(1)...8)
  func model(seed: UInt64) {
    var random = Xorshift(state: seed)
    var levels = OutsideLevels()
    var expected: [Int: UInt32] = [:]
    // Widths with many repetitions and with few, over a range that grows and shrinks.
    let width = seed % 2 == 0 ? 3_000 : UInt64(1) << 32
    for step in UInt32(1)...12_000 {
      let rank = Int(random.below(width)) + Int(Int32.min)
      let place = levels.position(of: rank)
      #expect(levels.level(at: place, rank: rank) == expected[rank])
      if expected[rank] != nil || (step > 8_000 && !expected.isEmpty) {
        let gone = expected[rank] != nil ? rank : levels.best(through: rank)?.rank
        if let gone {
          levels.remove(at: levels.position(of: gone))
          expected[gone] = nil
        }
      } else {
        levels.insert(.init(rank: rank, level: step), at: place)
        expected[rank] = step
      }
      if step % 500 == 0 { expectEqual(levels, expected) }
    }
    let ranks = expected.keys.sorted()
    for _ in 0..<500 {
      let rank = Int(random.below(width)) + Int(Int32.min)
      #expect(levels.best(through: rank)?.rank == ranks.last { $0 <= rank })
    }
    for rank in ranks { levels.remove(at: levels.position(of: rank)) }
    expectEqual(levels, [:])
  }

  @Test("They come in any order", arguments: [1, -1])
  func runs(direction: Int) {
    var levels = OutsideLevels()
    var expected: [Int: UInt32] = [:]
    for number in 1...3_000 {
      let rank = direction * number
      levels.insert(.init(rank: rank, level: UInt32(number)), at: levels.position(of: rank))
      expected[rank] = UInt32(number)
    }
    expectEqual(levels, expected)
    levels.removeAll()
    expectEqual(levels, [:])
    // Into blocks that held other ranks.
    for rank in 1...1_025 { levels.append(.init(rank: 10_000 * direction + rank, level: 7)) }
    #expect(levels.blocks.map(\.count) == [512, 512, 1])
    for rank in (1...1_025).map({ 10_000 * direction + $0 }) {
      #expect(levels.level(at: levels.position(of: rank), rank: rank) == 7)
    }
  }
}

private struct Xorshift {
  var state: UInt64

  mutating func below(_ bound: UInt64) -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return (state >> 11) % bound
  }
}
