import OrderBook
import Testing

@Suite struct DifferentialTests {
  @Test("The book agrees with the naive one after every message", arguments: 0..<10)
  func agreement(block: UInt64) {
    for seed in (block * 50)..<(block * 50 + 50) {
      let messages = RandomStream.messages(seed: seed, count: 120)
      guard Difference.first(on: messages) != nil else { continue }
      let small = Difference.shrink(messages)
      let list = small.map { "\($0)" }.joined(separator: "\n")
      Issue.record("seed \(seed): \(Difference.first(on: small)?.text ?? "")\n\(list)")
      return
    }
  }

  @Test("The random streams reach every kind of outcome")
  func coverage() {
    var total = BookCounters()
    var duplicates = 0
    var zeros = 0
    var kinds: Set<Acknowledgement.Kind> = []
    for seed in UInt64(0)..<200 {
      var naive = NaiveBook()
      var log = EventLog()
      for message in RandomStream.messages(seed: seed, count: 120) {
        do {
          try naive.apply(message, to: &log)
        } catch {
          if case .duplicateID = error { duplicates += 1 } else { zeros += 1 }
        }
      }
      for case .acknowledgement(let event) in log.events { kinds.insert(event.kind) }
      total.trades += naive.counters.trades
      total.orphans += naive.counters.orphans
      total.live += naive.counters.live
    }
    #expect(min(total.trades, total.orphans, total.live) > 500)
    #expect(min(duplicates, zeros) > 500)
    #expect(kinds == Set(Acknowledgement.Kind.allCases))
  }

  @Test("A book that takes the newest order first is noticed")
  func lastInFirstOut() { expectNoticed(LadderBook<NewestFirst>.self, in: 150) }

  @Test("A level's total that misses a partial fill is noticed")
  func lostLevelUpdate() { expectNoticed(LadderBook<ForgottenFills>.self, in: 150) }

  @Test("An order that keeps its place when it is moved is noticed")
  func keptPriority() { expectNoticed(LadderBook<KeptPlaces>.self, in: 10) }

  /// At least that many of 200 streams show the flaw, and each shrinks to a few messages that do.
  private func expectNoticed<Book: MatchingBook & ~Copyable>(
    _ type: Book.Type, in streams: Int
  ) {
    let caught = (UInt64(0)..<200).map { RandomStream.messages(seed: $0, count: 120) }
      .filter { Difference.first(of: type, on: $0) != nil }
    #expect(caught.count >= streams)
    for stream in caught.prefix(5) {
      let small = Difference.shrink(stream, of: type)
      #expect((2...5).contains(small.count))
      #expect(Difference.first(of: type, on: small) != nil)
      #expect(Difference.first(on: small) == nil)
      for place in small.indices {
        var fewer = small
        fewer.remove(at: place)
        #expect(Difference.first(of: type, on: fewer) == nil)
      }
    }
  }
}

/// What books that are wrong on purpose have right.
extension BookRules {
  static var joinsAtTail: Bool { true }
  static var totalsFollowFills: Bool { true }
  static var movesLosePlace: Bool { true }
}

private enum NewestFirst: BookRules {
  static var joinsAtTail: Bool { false }
}

private enum ForgottenFills: BookRules {
  static var totalsFollowFills: Bool { false }
}

private enum KeptPlaces: BookRules {
  static var movesLosePlace: Bool { false }
}
