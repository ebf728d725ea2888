import OrderBook
import Testing

@testable import Variants

@Suite(.serialized) struct QueueRunTests {
  @Test(
    "Several producers make the trades of the stream",
    arguments: QueueRun.Queue.allCases, [1, 2, 5])
  func trades(queue: QueueRun.Queue, producers: Int) throws {
    let flow = Flow(live: 200, count: 10_000)
    let run = QueueRun(
      messages: flow.messages, prefill: 200, producers: producers, queue: queue)
    for _ in 0..<3 {
      let outcome = try run.run()
      #expect(outcome.digest == flow.trades && outcome.counters == flow.counters)
    }
  }

  @Test("More producers than messages, and none at all to send", arguments: QueueRun.Queue.allCases)
  func few(queue: QueueRun.Queue) throws {
    let flow = Flow(seed: 3, count: 4)
    for prefill in [0, flow.messages.count] {
      let run = QueueRun(messages: flow.messages, prefill: prefill, producers: 6, queue: queue)
      #expect(try run.run().digest == flow.trades)
    }
  }

  @Test("Every hop is timed, and every time that the lock is held")
  func times() throws {
    let flow = Flow(live: 100, count: 2_000)
    for queue in QueueRun.Queue.allCases {
      let run = QueueRun(messages: flow.messages, prefill: 100, producers: 2, queue: queue)
      let hops = try run.runTimingTheHops()
      #expect(hops.hops.count == flow.messages.count - 100 && hops.digest == flow.trades)
      #expect(hops.hops.allSatisfy { $0 > 0 && $0 < 60_000_000_000 })
      let holds = try run.runTimingTheLock().holds.count
      let fewest = 2 * (flow.messages.count - 100)
      #expect(queue == .segmented ? holds == 0 : holds >= fewest)
    }
  }

  @Test("A message that the book refuses ends the run", arguments: QueueRun.Queue.allCases)
  func refusal(queue: QueueRun.Queue) {
    let flow = Flow(live: 100, count: 12_000)
    for prefill in [0, 12_000, flow.messages.count + 1] {
      let run = QueueRun(messages: flow.withRefusal, prefill: prefill, producers: 3, queue: queue)
      #expect(throws: RunFailure.rejected(.zeroQuantity(id: .max))) { try run.run() }
    }
  }

  @Test("Numbers that come in any order leave in theirs, without gaps")
  func sequencer() {
    var sequencer = Sequencer(from: 10, window: 8)
    func message(_ number: Int) -> NumberedMessage {
      NumberedMessage(
        number: number,
        message: OrderMessage(
          kind: .cancel, side: .buy, id: UInt32(number), price: 0, quantity: 0))
    }
    for number in [12, 11, 17] { sequencer.accept(message(number)) }
    #expect(sequencer.take() == nil)
    sequencer.accept(message(10))
    #expect([10, 11, 12].allSatisfy { sequencer.take()?.id == $0 })
    #expect(sequencer.take() == nil && sequencer.next == 13)
    for number in 13...16 { sequencer.accept(message(number)) }
    #expect([13, 14, 15, 16, 17].allSatisfy { sequencer.take()?.id == $0 })
    #expect(sequencer.take() == nil, "what was taken does not come again after a round")
  }
}
