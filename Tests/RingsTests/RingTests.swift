import Rings
import Testing

@Suite struct RingTests {
  /// Both ends of a ring on one thread, by methods that a macro can call.
  private final class Ends<Element: BitwiseCopyable & Sendable> {
    let ring: Ring<Element>
    private var sender: RingSender<Element>
    private var receiver: RingReceiver<Element>

    init(capacity: Int, batch: Int) {
      ring = Ring(capacity: capacity)
      sender = RingSender(ring, batch: batch)
      receiver = RingReceiver(ring)
    }

    var isDrained: Bool { sender.isDrained }
    func send(_ element: Element) -> Bool { sender.send(element) }
    func publish() { sender.publish() }
    func close() { sender.close() }
    func next() -> Element? { receiver.next() }
    func take() -> [Element] { Array(receiver.take()) }
    func release() { receiver.release() }
    func isOver() -> Bool { receiver.isOver() }
  }

  @Test("What is sent arrives in order, many times around the ring", arguments: [1, 2, 8, 64])
  func order(capacity: Int) {
    let ends = Ends<Int>(capacity: capacity, batch: 1)
    var received: [Int] = []
    for number in 0..<1000 {
      while !ends.send(number) {
        while let next = ends.next() { received.append(next) }
        ends.release()
      }
    }
    while let next = ends.next() { received.append(next) }
    #expect(received == Array(0..<1000))
  }

  @Test("A full ring refuses, and has room again when something was handed back")
  func full() {
    let ends = Ends<Int>(capacity: 3, batch: 1)
    #expect(ends.ring.capacity == 4)
    for number in 0..<4 { #expect(ends.send(number)) }
    #expect(!ends.send(4) && !ends.isDrained)
    #expect(ends.next() == 0)
    #expect(!ends.send(4), "taken, and not handed back")
    ends.release()
    #expect(ends.send(4))
    #expect(!ends.send(5))
    for number in 1...4 { #expect(ends.next() == number) }
    #expect(ends.next() == nil)
    ends.release()
    #expect(ends.isDrained)
  }

  @Test("What lies side by side is taken at once, and stays until it is handed back")
  func blocks() {
    let ends = Ends<Int>(capacity: 8, batch: 1)
    #expect(ends.take() == [])
    for number in 0..<6 { #expect(ends.send(number)) }
    // Half of the ring at most, so that the sender goes on meanwhile.
    #expect(ends.take() == [0, 1, 2, 3])
    #expect(ends.send(6) && ends.send(7) && !ends.send(8))
    ends.release()
    #expect(ends.send(8) && ends.send(9))
    #expect(ends.take() == [4, 5], "what it knew of; it looks again when that is taken")
    #expect(ends.take() == [6, 7])
    #expect(ends.take() == [8, 9], "from the ring's beginning again")
    #expect(ends.take() == [] && !ends.isDrained)
    ends.release()
    #expect(ends.isDrained)
  }

  @Test("A batch is seen when it is complete, when it is published, and when the ring is full")
  func batches() {
    let ends = Ends<Int>(capacity: 8, batch: 3)
    #expect(ends.send(0) && ends.send(1))
    #expect(ends.next() == nil)
    #expect(ends.send(2))
    for number in 0..<3 { #expect(ends.next() == number) }
    #expect(ends.send(3))
    #expect(ends.next() == nil)
    ends.publish()
    #expect(ends.next() == 3)
    #expect(ends.next() == nil)
    let small = Ends<Int>(capacity: 4, batch: 100)
    for number in 0..<4 { #expect(small.send(number)) }
    #expect(small.next() == 0, "a batch is never larger than the ring")
  }

  @Test("Taking many hands them back a batch at a time")
  func handingBack() {
    let ends = Ends<Int>(capacity: 128, batch: 1)
    for number in 0..<128 { #expect(ends.send(number)) }
    for number in 0..<RingReceiver<Int>.batch { #expect(ends.next() == number) }
    #expect(!ends.send(128), "the last one taken may still be in use")
    #expect(ends.next() == 64)
    for number in 128..<192 { #expect(ends.send(number)) }
    #expect(!ends.send(192))
  }

  @Test("A closed ring still gives what was sent before")
  func closing() {
    let ends = Ends<Int>(capacity: 8, batch: 8)
    #expect(ends.send(7))
    #expect(ends.next() == nil)
    #expect(!ends.isOver())
    ends.close()
    #expect(ends.ring.isClosed)
    #expect(!ends.isOver())
    #expect(ends.next() == 7)
    #expect(ends.isOver())
  }

  @Test(
    "Two threads: every element once, in order",
    arguments: [1, 16, 256], [1, 64, 1024])
  func threads(batch: Int, capacity: Int) throws {
    let ring = Ring<UInt64>(capacity: capacity)
    let count = UInt64(30_000)
    let worker = try #require(
      Worker {
        var sender = RingSender(ring, batch: batch)
        var patience = Patience()
        for number in 0..<count {
          while !sender.send(number) { patience.wait() }
          patience.reset()
        }
        sender.close()
      })
    var receiver = RingReceiver(ring)
    var patience = Patience()
    var expected = UInt64(0)
    var misplaced = 0
    while true {
      if let number = receiver.next() {
        if number != expected { misplaced += 1 }
        expected += 1
        patience.reset()
      } else {
        receiver.release()
        if receiver.isOver() { break }
        patience.wait()
      }
    }
    worker.join()
    #expect(expected == count && misplaced == 0)
  }
}
