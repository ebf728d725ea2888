import Synchronization
import Testing

@testable import Rings

@Suite struct SharedQueueTests {
  /// Producers put numbered elements in; returns how often each arrived out of its order, and how
  /// many arrived.
  private func misplaced<Queue: SharedQueue>(
    _ queue: Queue, producers: Int, each count: Int
  ) throws -> (misplaced: Int, arrived: Int) where Queue.Element == UInt64 {
    var workers: [Worker<Void>] = []
    for producer in 0..<producers {
      workers.append(
        try #require(
          Worker {
            var patience = Patience()
            for number in 0..<count {
              let element = UInt64(producer) << 32 | UInt64(number)
              while !queue.put(element, from: producer) { patience.wait() }
            }
          }))
    }
    var next = [Int](repeating: 0, count: producers)
    var misplaced = 0
    var arrived = 0
    var patience = Patience()
    while arrived < producers * count {
      guard let element = queue.take() else {
        patience.wait()
        continue
      }
      patience.reset()
      let producer = Int(element >> 32)
      if Int(element & 0xffff_ffff) != next[producer] { misplaced += 1 }
      next[producer] += 1
      arrived += 1
    }
    for worker in workers { worker.join() }
    #expect(queue.take() == nil)
    return (misplaced, arrived)
  }

  @Test("Several producers, each in its own order", arguments: [1, 2, 4])
  func spinLock(producers: Int) throws {
    let queue = SpinLockQueue<UInt64>(capacity: 16)
    let found = try misplaced(queue, producers: producers, each: 5_000)
    #expect(found.misplaced == 0 && found.arrived == producers * 5_000)
  }

  @Test(
    "Several producers, each in its own order, over many segments",
    arguments: [1, 2, 4], [1, 7, 1024])
  func segmented(producers: Int, segmentSize: Int) throws {
    let queue = SegmentedQueue<UInt64>(producers: producers, segmentSize: segmentSize)
    let found = try misplaced(queue, producers: producers, each: 5_000)
    #expect(found.misplaced == 0 && found.arrived == producers * 5_000)
    #expect(queue.retiredSegments <= producers)
  }

  @Test("A full locked queue refuses; an empty queue gives nothing")
  func bounds() {
    let queue = SpinLockQueue<Int>(capacity: 2)
    #expect(queue.take() == nil)
    #expect(queue.put(1, from: 0) && queue.put(2, from: 0) && !queue.put(3, from: 0))
    #expect(queue.take() == 1 && queue.put(3, from: 0))
    #expect(queue.take() == 2 && queue.take() == 3 && queue.take() == nil)
    let segments = SegmentedQueue<Int>(producers: 1, segmentSize: 2)
    #expect(segments.take() == nil)
    for number in 0..<7 { #expect(segments.put(number, from: 0)) }
    for number in 0..<7 { #expect(segments.take() == number) }
    #expect(segments.take() == nil)
  }

  @Test("A segment that a producer announces is kept until it lets go")
  func reclamation() {
    let queue = SegmentedQueue<Int>(producers: 2, segmentSize: 2)
    // Producer 1 has announced the first segment and been put to sleep.
    _ = queue.protectTail(1)
    for number in 0..<9 { #expect(queue.put(number, from: 0)) }
    for number in 0..<9 { #expect(queue.take() == number) }
    #expect(queue.retiredSegments == 1)
    queue.hazards[1].atomic.store(0, ordering: .releasing)
    for number in 9..<12 { #expect(queue.put(number, from: 0) && queue.take() == number) }
    #expect(queue.retiredSegments == 0)
  }

  @Test("Every time that the lock was held is kept, up to the room there is")
  func holdTimes() {
    let holds = HoldTimes(producers: 1, each: 5)
    let queue = SpinLockQueue<Int>(capacity: 64, holds: holds)
    for number in 0..<7 { #expect(queue.put(number, from: 0)) }
    for number in 0..<3 { #expect(queue.take() == number) }
    #expect(holds.all.count == 5 + 3)
  }
}
