import Testing

@testable import PerfLoad

/// Streams that recover from a faulty link, in simulated time.
@Suite struct LinkRecoveryTests {
  @Test func aReceiverPutsPacketsInOrder() {
    var receiver = SequencedReceiver()
    #expect(receiver.receive(0) == (0..<1, 0..<0))
    #expect(receiver.receive(3) == (1..<1, 1..<3))
    #expect(receiver.receive(2) == (1..<1, 2..<2))
    #expect(receiver.has(3) && !receiver.has(1))
    #expect(receiver.receive(5) == (1..<1, 4..<5))
    #expect(receiver.receive(1) == (1..<4, 1..<1))
    // A second copy changes nothing.
    #expect(receiver.receive(1).ready.isEmpty)
    #expect(receiver.receive(5).ready.isEmpty)
    #expect(receiver.receive(4) == (4..<6, 4..<4))
    #expect(receiver.finish(count: 8) == 6..<8)
    #expect(receiver.finish(count: 8) == 8..<8)
  }

  @Test func thingsHappenInTheirOrder() {
    var queue = TimeQueue<Int>()
    for (element, time) in [5, 1, 4, 1, 3, 9, 2].enumerated() {
      queue.insert(element, at: UInt64(time))
    }
    var taken: [Int] = []
    while let (_, element) = queue.take(at: 5) { taken.append(element) }
    #expect(taken == [1, 3, 6, 4, 2, 0])
    #expect(queue.nextTime == 9)
    #expect(queue.all == [5])
  }

  @Test(arguments: [
    GilbertElliott.none, .independent(0.01), .independent(1), GilbertElliott(p: 0.02, r: 0.3),
  ])
  func everyPacketIsPassedOnInOrderAndTheGapLogIsTheDropLog(_ law: GilbertElliott) {
    for seed in UInt64(1)...5 {
      var settings = FaultLink.Settings()
      settings.loss = law
      settings.delay = 200_000
      settings.jitter = 50_000
      settings.correlation = 0.25
      settings.duplicate = 0.05
      settings.reorder = 0.05
      let schedule = ArrivalSchedule(.poisson(rate: 1e6), length: 5_000_000, seed: seed)
      let recovery = LinkRecovery(schedule, over: settings, seed: seed, roundTrip: 100_000)
      #expect(recovery.releases.map(\.number) == schedule.times.indices.map { UInt64($0) })
      #expect(zip(recovery.releases, schedule.times).allSatisfy { $0.time >= $1 })
      let times = recovery.releases.map(\.time)
      #expect(times == times.sorted())
      let drops = recovery.record.log.filter { $0.kind == .loss }.map(\.number)
      #expect(Set(recovery.gaps) == Set(drops))
      #expect(recovery.gaps.count == drops.count)
      if law == .independent(0.01) {
        // A packet that was lost comes after the patience and the round trip at the earliest.
        let wait: UInt64 = 200_000 + 9 * 50_000 + 100_000
        #expect(
          drops.allSatisfy { times[Int($0)] >= schedule.times[Int($0)] + wait })
      }
    }
  }
}
