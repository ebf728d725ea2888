import Testing

@testable import OrderBook

/// Every invariant holds for a stream with every kind of record, and each is violated alone by
/// events or a state that were doctored for it.
@Suite struct AuditTests {
  /// Two levels of two bids, three of one ask, and room for every kind of record after them.
  private static let resting: [OrderMessage] = [
    limit(.buy, 1, at: 100, 5), limit(.buy, 2, at: 100, 5), limit(.buy, 3, at: 99, 5),
    limit(.buy, 4, at: 99, 5), limit(.sell, 11, at: 103, 5), limit(.sell, 12, at: 104, 5),
    limit(.sell, 13, at: 105, 5),
  ]
  private static let flow: [OrderMessage] =
    resting + [
      limit(.sell, 20, at: 100, 10), limit(.buy, 21, at: 103, 9),
      OrderMessage(kind: .reduce, side: .buy, id: 3, price: 0, quantity: 2),
      OrderMessage(kind: .move, side: .sell, id: 12, price: 110, quantity: 4),
      OrderMessage(kind: .cancel, side: .sell, id: 13, price: 0, quantity: 0),
    ]

  private static func limit(
    _ side: Side, _ id: UInt32, at price: Int32, _ quantity: UInt32
  ) -> OrderMessage {
    OrderMessage(kind: .limit, side: side, id: id, price: price, quantity: quantity)
  }

  /// Runs messages through a book and the auditor, changing the events of each on the way.
  private func audit<Rules: BookRules>(
    _ messages: [OrderMessage],
    events change: (Int, inout [BookEvent]) -> Void = { _, _ in },
    state doctor: (inout LadderBook<Rules>) -> Void
  ) throws -> AuditReport<Invariant> {
    var book = LadderBook<Rules>()
    var auditor = StreamAuditor()
    var log = EventLog()
    for (place, message) in messages.enumerated() {
      log.removeAll()
      try book.apply(message, to: &log)
      var events = log.events
      change(place, &events)
      auditor.observe(message, events)
    }
    doctor(&book)
    auditor.conclude(book)
    auditor.compare(EventDigest(), EventDigest())
    return auditor.report
  }

  private func audit(
    _ messages: [OrderMessage], events change: (Int, inout [BookEvent]) -> Void = { _, _ in }
  ) throws -> AuditReport<Invariant> {
    try audit(messages, events: change, state: { (_: inout OrderBook) in })
  }

  @Test("All invariants are checked and hold")
  func clean() throws {
    let report = try audit(Self.flow)
    for invariant in Invariant.allCases {
      #expect(report[invariant].checked > 0, "\(invariant)")
      #expect(report[invariant].violations == 0, "\(report[invariant].offender ?? "")")
    }
  }

  @Test("Random streams hold them, with a walk through the book after every message")
  func random() {
    for seed in UInt64(0)..<100 {
      var book = OrderBook()
      var auditor = StreamAuditor()
      var log = EventLog()
      for message in RandomStream.messages(seed: seed, count: 120) {
        log.removeAll()
        do { try book.apply(message, to: &log) } catch { continue }
        auditor.observe(message, log.events)
        auditor.inspect(book)
      }
      #expect(Set(auditor.report.violated).isSubset(of: [.noOrphans]), "seed \(seed)")
    }
  }

  @Test("A best bid above the best ask")
  func uncrossed() throws {
    try expectOnly(.uncrossed, "bid 100 is not below ask 93") { book in
      book.queues.sides.base[1].origin += 10
      book.queues.sides.base[1].bestRank += 10
    }
  }

  @Test("A total that is not the sum of its orders")
  func levelTotals() throws {
    try expectOnly(.levelTotals, nil) { book in
      book.queues.nodes.base[Int(book.queues.sides.base[0].bestLevel)].word += 1
    }
  }

  @Test("A link that leads back to the wrong order")
  func queueLinks() throws {
    try expectOnly(.queueLinks, nil) { book in
      book.queues.nodes.base[Int(book.index.slot(of: 2))].previous = book.index.slot(of: 3)
    }
  }

  @Test("An id that leads to another order")
  func idIndex() throws {
    try expectOnly(.idIndex, nil) { book in
      book.index.insert(4, slot: book.index.slot(of: 3))
    }
  }

  @Test("An id too many that leads to an order", arguments: [99, UInt32.max])
  func staleID(id: UInt32) throws {
    try expectOnly(.idIndex, "8 ids lead to 7 orders") { book in
      book.index.insert(id, slot: book.index.slot(of: 1))
    }
  }

  @Test("A best level that is not the best")
  func best() throws {
    try expectOnly(.occupancy, "best of side 0 is rank 99, not 100") { book in
      book.queues.sides.base[0].bestRank -= 1
      book.queues.sides.base[0].bestLevel -= 1
    }
  }

  @Test("A mark in the bitmap without a level")
  func bitmap() throws {
    try expectOnly(.occupancy, nil) { book in
      book.queues.bits.base[Layout.upperWords] |= 1 << 7
    }
  }

  @Test("A free node that is an order, too")
  func slabTwice() throws {
    try expectOnly(.slab, nil) { book in
      book.queues.vacant = book.index.slot(of: 13)
    }
  }

  @Test("A node that is nothing")
  func slabLost() throws {
    try expectOnly(.slab, "node 4194312 is lost") { $0.queues.fresh += 1 }
  }

  @Test("A queue in which the newest comes first")
  func arrivalOrder() throws {
    let report = try audit(Self.resting, state: { (_: inout LadderBook<LastFirst>) in })
    #expect(report.violated == [.arrivalOrder])
    #expect(report[.arrivalOrder].violations == 2)
  }

  @Test("Quantities that came from nowhere")
  func conservation() throws {
    try expectOnly(.conservation, "35 entered, 36 accounted for") { book in
      book.queues.resize(book.index.slot(of: 3), to: 6)
    }
  }

  @Test("A counter that the events do not bear out")
  func counters() throws {
    try expectOnly(.counters, nil) { $0.tally.volume += 1 }
  }

  @Test("A trade that passes over the oldest order")
  func priority() throws {
    try expectOnly(.priority, at: 7) { events in
      events[0] = .trade(Trade(maker: 2, taker: 20, price: 100, quantity: 5))
      events[1] = .trade(Trade(maker: 1, taker: 20, price: 100, quantity: 5))
    }
  }

  @Test("A trade at another price than the maker's")
  func tradeTerms() throws {
    try expectOnly(.tradeTerms, at: 8) { events in
      events[0] = .trade(Trade(maker: 11, taker: 21, price: 102, quantity: 5))
    }
  }

  @Test("An acknowledgement with a wrong quantity")
  func quantityBalance() throws {
    try expectOnly(.quantityBalance, at: 9) { events in
      events[0] = .acknowledgement(Acknowledgement(.reduced, id: 3, price: 99, quantity: 2))
    }
  }

  @Test("A record without its acknowledgement, and one with two")
  func acknowledged() throws {
    try expectOnly(.acknowledged, at: 7) { $0.removeLast() }
    try expectOnly(.acknowledged, at: 11) { $0.append($0[0]) }
  }

  @Test("A cancel of an order that is not there")
  func noOrphans() throws {
    let unknown = OrderMessage(kind: .cancel, side: .buy, id: 99, price: 0, quantity: 0)
    let report = try audit(Self.flow + [unknown])
    #expect(report.violated == [.noOrphans])
    #expect(report[.noOrphans].violations == 1)
    #expect(report[.noOrphans].place == 12)
    #expect(report[.noOrphans].offender == "cancel of order 99, not live")
  }

  @Test("A second run that tells something else")
  func repeatable() {
    var auditor = StreamAuditor()
    var other = EventDigest()
    other.receive(Trade(maker: 1, taker: 2, price: 3, quantity: 4))
    auditor.compare(EventDigest(), other)
    #expect(auditor.report.violated == [.repeatable])
  }

  /// The resting orders, doctored, violate one invariant.
  private func expectOnly(
    _ invariant: Invariant, _ offender: String?,
    _ doctor: @escaping (inout OrderBook) -> Void
  ) throws {
    let report = try audit(Self.resting, state: doctor)
    #expect(report.violated == [invariant])
    #expect(report[invariant].place == Self.resting.count - 1)
    if let offender { #expect(report[invariant].offender == offender) }
  }

  /// The events of one record, doctored, violate one invariant, there and once.
  private func expectOnly(
    _ invariant: Invariant, at place: Int, _ change: @escaping (inout [BookEvent]) -> Void
  ) throws {
    let report = try audit(Self.flow, events: { if $0 == place { change(&$1) } })
    #expect(report.violated == [invariant])
    #expect(report[invariant].place == place)
  }
}

private enum LastFirst: BookRules {
  static var joinsAtTail: Bool { false }
}
