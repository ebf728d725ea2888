import OrderBook
import Testing

@testable import Variants

@Suite(.serialized) struct ConcurrentRunTests {
  @Test(
    "Events and trades are those of the inline book, whatever the rings and batches",
    arguments: [1, 1024, 65_536], [1, 16, 256])
  func settings(ringSize: Int, batch: Int) throws {
    let flow = Flow(live: 300, count: 4_000)
    for prefill in [0, 300] {
      let run = ConcurrentRun(
        messages: flow.messages, prefill: prefill, ringSize: ringSize, batch: batch)
      let events = try run.events()
      #expect(events.sink == flow.events)
      #expect(events.counters == flow.counters)
      #expect(try run.trades().sink == flow.trades)
    }
  }

  @Test("The same over many runs and streams")
  func streams() throws {
    for seed in UInt64(0)..<20 {
      let flow = Flow(seed: seed)
      let run = ConcurrentRun(messages: flow.messages, prefill: 0, ringSize: 8, batch: 4)
      #expect(try run.events().sink == flow.events, "seed \(seed)")
    }
    let flow = Flow(live: 100, count: 1_000)
    let run = ConcurrentRun(messages: flow.messages, prefill: 100)
    for number in 0..<20 { #expect(try run.trades().sink == flow.trades, "run \(number)") }
  }

  @Test("A message that the book refuses ends the run", arguments: [1, 64])
  func refusal(ringSize: Int) {
    let flow = Flow(live: 50, count: 500)
    for prefill in [0, flow.messages.count + 20] {
      let run = ConcurrentRun(
        messages: flow.withRefusal, prefill: prefill, ringSize: ringSize, batch: 1)
      #expect(throws: RunFailure.rejected(.zeroQuantity(id: .max))) { try run.trades() }
      #expect(throws: RunFailure.rejected(.zeroQuantity(id: .max))) {
        try run.roundTrips(flow.withRefusal.count)
      }
    }
  }

  @Test("Each message that is sent alone has a time; there may be fewer than asked for")
  func roundTrips() throws {
    let flow = Flow(live: 50, count: 500)
    let run = ConcurrentRun(messages: flow.messages, prefill: 50)
    #expect(try run.roundTrips(100).count == 100)
    #expect(try run.roundTrips(10_000).count == flow.messages.count - 50)
    #expect(try run.roundTrips(100).allSatisfy { $0 > 0 })
  }
}
