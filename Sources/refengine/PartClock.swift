internal import OrderBook

/// Splits the time of a message between the parts of the exchange: every change of part reads the
/// clock once, which ends one interval and begins the next.
struct PartClock {
  /// What one message took of a part.
  struct Reading {
    var nanoseconds: UInt64 = 0
    var intervals: UInt64 = 0
  }

  /// The readings of all messages measured so far.
  private(set) var risk: [Reading] = []
  private(set) var matching: [Reading] = []
  private var current = (risk: Reading(), matching: Reading())
  private var part = ExchangePart.matching
  private var last: UInt64 = 0

  /// Makes a clock with room for so many messages.
  init(room: Int) {
    risk.reserveCapacity(room)
    matching.reserveCapacity(room)
  }

  /// Begins a message, with matching.
  mutating func begin() {
    current = (Reading(), Reading())
    part = .matching
    last = now()
  }

  /// Ends the interval that runs, and begins one of `next`.
  mutating func enter(_ next: ExchangePart) {
    let time = now()
    switch part {
    case .risk:
      current.risk.nanoseconds &+= time - last
      current.risk.intervals &+= 1
    case .matching:
      current.matching.nanoseconds &+= time - last
      current.matching.intervals &+= 1
    }
    part = next
    last = time
  }

  /// Ends the message.
  mutating func end() {
    enter(part)
    risk.append(current.risk)
    matching.append(current.matching)
  }

  /// What an interval with nothing in it takes: the mean over many.
  static func cost() -> Double {
    let rounds = 200
    var means: [Double] = []
    for _ in 0..<21 {
      var clock = PartClock(room: 1)
      clock.begin()
      for _ in 0..<rounds {
        clock.enter(.risk)
        clock.enter(.matching)
      }
      clock.end()
      let all = clock.risk[0].nanoseconds + clock.matching[0].nanoseconds
      means.append(Double(all) / Double(clock.risk[0].intervals + clock.matching[0].intervals))
    }
    return means.sorted()[means.count / 2]
  }
}
