import PerfStatistics
import Testing

@testable import PerfLoad

/// The link itself, with times told by the test: what it does is held against formulas.
@Suite struct FaultLinkTests {
  /// Offers packets 10 us apart, in order, and returns the link and what arrived.
  private static func offer(
    _ count: Int, seed: UInt64 = 42, _ change: (inout FaultLink.Settings) -> Void
  ) -> (link: FaultLink, arrivals: [(number: UInt64, time: UInt64)]) {
    var settings = FaultLink.Settings()
    change(&settings)
    var link = FaultLink(settings, packets: count, seed: seed)
    var arrivals: [(number: UInt64, time: UInt64)] = []
    for number in 0..<UInt64(count) {
      arrivals += link.send(number, at: number * 10_000).map { (number, $0) }
    }
    return (link, arrivals)
  }

  @Test func anEmptyLinkDoesNothing() {
    let (link, arrivals) = Self.offer(1000) { _ in }
    #expect(arrivals.map(\.number) == Array(0..<1000))
    #expect(arrivals.map(\.time) == (0..<1000).map { $0 * 10_000 })
    #expect(link.log.isEmpty)
    #expect(link.offered == 1000)
  }

  static let laws = [
    GilbertElliott.independent(0.01), .independent(0.5),
    GilbertElliott(p: 0.01, r: 0.3), GilbertElliott(p: 0.05, r: 0.1),
    GilbertElliott(p: 0.02, r: 0.2, h: 0.4, k: 0.995), GilbertElliott(p: 0.9, r: 0.8, h: 0.1),
  ]

  @Test(arguments: laws) func lossesFollowTheFormulas(_ law: GilbertElliott) {
    let count = 200_000
    for seed in UInt64(1)...5 {
      let (link, arrivals) = Self.offer(count, seed: seed) { $0.loss = law }
      let lost = link.log.filter { $0.kind == .loss }
      #expect(link.log.count == lost.count)
      #expect(arrivals.count + lost.count == count)
      let distance = Double(lost.count) - Double(count) * law.meanLoss
      #expect(abs(distance) <= 4 * law.deviation(of: count), "\(law), seed \(seed)")
      let numbers = lost.map(\.number)
      var lengths: [Double] = []
      for (index, number) in numbers.enumerated() {
        if index > 0, numbers[index - 1] + 1 == number {
          lengths[lengths.count - 1] += 1
        } else {
          lengths.append(1)
        }
      }
      let error = 4 * standardDeviation(lengths) / Double(lengths.count).squareRoot()
      #expect(abs(mean(lengths) - law.meanBurst) <= error, "\(law), seed \(seed)")
    }
  }

  private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  private func standardDeviation(_ values: [Double]) -> Double {
    let center = mean(values)
    return mean(values.map { ($0 - center) * ($0 - center) }).squareRoot()
  }

  @Test func theGapLogIsTheDropLog() {
    let (link, arrivals) = Self.offer(50_000) {
      $0.loss = GilbertElliott(p: 0.02, r: 0.3)
      $0.delay = 100_000
      $0.jitter = 30_000
      $0.reorder = 0.1
      $0.duplicate = 0.05
      $0.rate = 80_000
      $0.queue = 20
    }
    let seen = Set(arrivals.map(\.number))
    let gaps = (0..<UInt64(50_000)).filter { !seen.contains($0) }
    let drops = link.log.filter { [.loss, .queue].contains($0.kind) }.map(\.number)
    #expect(gaps == drops)
    #expect(link.log.contains { $0.kind == .queue })
    #expect(gaps.count > 3000)
  }

  @Test func fatesBelongToNumbersAndNotToTheOrder() {
    let (forward, _) = Self.offer(1000) {
      $0.loss = GilbertElliott(p: 0.1, r: 0.5)
      $0.duplicate = 0.1
    }
    var settings = FaultLink.Settings()
    settings.loss = GilbertElliott(p: 0.1, r: 0.5)
    settings.duplicate = 0.1
    var backward = FaultLink(settings, packets: 1000, seed: 42)
    for number in (0..<UInt64(1000)).reversed() { _ = backward.send(number, at: 0) }
    #expect(Set(forward.log) == Set(backward.log))
    // The losses are the same with jitter, or with other duplicates.
    let (jittery, _) = Self.offer(1000) {
      $0.loss = GilbertElliott(p: 0.1, r: 0.5)
      $0.jitter = 50_000
    }
    #expect(
      jittery.log.filter { $0.kind == .loss } == forward.log.filter { $0.kind == .loss })
    let (other, _) = Self.offer(1000, seed: 7) { $0.loss = GilbertElliott(p: 0.1, r: 0.5) }
    #expect(other.log != forward.log.filter { $0.kind == .loss })
  }

  @Test func numbersThatAreNotOfTheLoadPass() {
    var settings = FaultLink.Settings()
    settings.loss = .independent(1)
    var link = FaultLink(settings, packets: 3, seed: 1)
    #expect(link.send(3, at: 5) == [5])
    #expect(link.send(.max, at: 6) == [6])
    #expect(link.send(1, at: 7) == [])
    #expect(link.offered == 1)
  }

  @Test func aSecondPacketSharesTheFateOfTheFirst() {
    let (link, _) = Self.offer(1000) {
      $0.loss = .independent(0.3)
      $0.delay = 500
      $0.duplicate = 0.2
    }
    var copy = link
    let lost = Set(link.log.filter { $0.kind == .loss }.map(\.number))
    for number in 0..<UInt64(1000) {
      let time = 20_000_000 + number
      #expect(copy.send(number, at: time) == (lost.contains(number) ? [] : [time + 500]))
    }
    #expect(copy.offered == 1000)
    #expect(copy.log == link.log)
  }

  @Test func delaysVaryWithTheirCorrelation() {
    let (base, spread) = (1_000_000.0, 100_000.0)
    let (link, arrivals) = Self.offer(100_000) {
      $0.delay = UInt64(base)
      $0.jitter = spread
      $0.correlation = 0.8
    }
    let delays = arrivals.map { Double($0.time - $0.number * 10_000) - base }
    let center = mean(delays)
    let variance = mean(delays.map { ($0 - center) * ($0 - center) })
    let product = zip(delays, delays.dropFirst()).map { ($0 - center) * ($1 - center) }
    // The mean of n values of AR(1) has the variance sd^2 (1 + c) / (1 - c) / n.
    #expect(abs(center) < 4 * spread * (9.0 / 100_000).squareRoot())
    #expect(abs(variance.squareRoot() / spread - 1) < 0.03)
    #expect(abs(mean(product) / variance - 0.8) < 0.01)
    #expect(link.log.allSatisfy { $0.kind == .reorder })
    #expect(!link.log.isEmpty)
    // No delay is below zero.
    let (_, early) = Self.offer(1000) { $0.jitter = 1e9 }
    #expect(early.allSatisfy { $0.time >= $0.number * 10_000 })
  }

  @Test func someOvertakeAndSomeComeTwice() {
    let count = 100_000
    let (link, arrivals) = Self.offer(count) {
      $0.delay = 1_000_000
      $0.reorder = 0.05
      $0.duplicate = 0.02
    }
    func isNear(_ found: Int, _ share: Double) -> Bool {
      let spread = 4 * (Double(count) * share * (1 - share)).squareRoot()
      return abs(Double(found) - share * Double(count)) <= spread
    }
    let twice = link.log.count { $0.kind == .duplicate }
    #expect(isNear(twice, 0.02))
    #expect(arrivals.count == count + twice)
    #expect(isNear(link.log.count { $0.kind == .reorder }, 0.05))
    // A packet that overtakes arrives at once; the others do not overtake each other.
    let order = arrivals.enumerated().sorted {
      ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
    }
    let late = order.map(\.element).filter { $0.time != $0.number * 10_000 }.map(\.number)
    #expect(late == late.sorted())
  }

  @Test func aFullQueueDropsItsTail() {
    var settings = FaultLink.Settings()
    settings.rate = 1000
    settings.queue = 3
    var link = FaultLink(settings, packets: 100, seed: 1)
    let millisecond: UInt64 = 1_000_000
    #expect(link.send(0, at: 0) == [millisecond])
    #expect(link.send(1, at: 0) == [2 * millisecond])
    #expect(link.send(2, at: 0) == [3 * millisecond])
    #expect(link.send(3, at: 0) == [4 * millisecond])
    #expect(link.send(4, at: 0) == [])
    #expect(link.send(5, at: millisecond) == [5 * millisecond])
    #expect(link.send(6, at: millisecond) == [])
    #expect(link.send(7, at: 90 * millisecond) == [91 * millisecond])
    #expect(
      link.log == [
        FaultLink.Event(number: 4, kind: .queue), FaultLink.Event(number: 6, kind: .queue),
      ])
  }
}

/// The formulas of the law of losses, against a count over all paths of its Markov chain.
@Suite struct GilbertElliottTests {
  @Test func knownValues() {
    let gilbert = GilbertElliott(p: 0.01, r: 0.3)
    #expect(abs(gilbert.meanLoss - 0.01 / 0.31) < 1e-15)
    #expect(abs(gilbert.meanBurst - 1 / 0.3) < 1e-12)
    let plain = GilbertElliott.independent(0.25)
    #expect(plain.meanLoss == 0.25)
    #expect(abs(plain.meanBurst - 1 / 0.75) < 1e-12)
    #expect(abs(plain.deviation(of: 400) - (400 * 0.25 * 0.75).squareRoot()) < 1e-12)
    #expect(GilbertElliott.none.meanLoss == 0)
    #expect(GilbertElliott.none.meanBurst == 0)
    #expect(GilbertElliott.none.deviation(of: 10) == 0)
    #expect(GilbertElliott.independent(1).meanBurst == .infinity)
  }

  /// The exact law of the number of losses, by going through the chain packet by packet.
  private static func moments(_ law: GilbertElliott, _ packets: Int) -> (Double, Double) {
    var states = [[1 - law.badShare] + .init(repeating: 0, count: packets)]
    states.append([law.badShare] + .init(repeating: 0, count: packets))
    for _ in 0..<packets {
      var next = [[Double]](repeating: .init(repeating: 0, count: packets + 1), count: 2)
      for state in 0..<2 {
        let loss = state == 0 ? 1 - law.k : 1 - law.h
        let leave = state == 0 ? law.p : law.r
        for (lost, share) in states[state].enumerated() where share > 0 {
          for (more, chance) in [(0, 1 - loss), (1, loss)] where lost + more <= packets {
            next[state][lost + more] += share * chance * (1 - leave)
            next[1 - state][lost + more] += share * chance * leave
          }
        }
      }
      states = next
    }
    let law = zip(states[0], states[1]).map(+)
    let mean = law.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    let square = law.enumerated().reduce(0) { $0 + Double($1.offset * $1.offset) * $1.element }
    return (mean, (square - mean * mean).squareRoot())
  }

  @Test(arguments: FaultLinkTests.laws) func formulasAreExact(_ law: GilbertElliott) {
    let (mean, deviation) = Self.moments(law, 60)
    #expect(abs(mean - 60 * law.meanLoss) < 1e-9)
    #expect(abs(deviation - law.deviation(of: 60)) < 1e-9)
  }
}
