public import Synchronization

/// An unbounded queue without locks: a linked list of segments, whose places producers reserve by
/// one fetch-and-add.
///
/// The producers' side is FAAArrayQueue (Ramalhete and Correia, 2016), itself a short form of the
/// segmented queues of Morrison and Afek (LCRQ, 2013) and of Yang and Mellor-Crummey (2016). With
/// one consumer a taken place needs no compare-and-swap: the consumer waits at a place that is
/// reserved and not written yet. A producer that loses its processor there holds up the consumer,
/// never another producer.
///
/// Segments are reclaimed by hazard pointers (Michael, 2004): a producer announces the segment
/// that it works on, one slot each, and the consumer frees a segment when it is past it, `tail` is
/// past it, and nobody announces it. At most one segment a producer waits for that.
public final class SegmentedQueue<Element: BitwiseCopyable & Sendable>: SharedQueue,
  @unchecked Sendable
{
  @usableFromInline let front = CacheLineGap()
  /// The address of the last segment, or of one close before it.
  @usableFromInline let tail: PaddedAtomic<UInt>
  @usableFromInline let hazards: UnsafeMutablePointer<PaddedAtomic<UInt>>
  @usableFromInline let producers: Int
  @usableFromInline let segmentSize: Int
  // The rest is the consumer's.
  @usableFromInline var head: UnsafeMutablePointer<Segment>
  @usableFromInline var place = 0
  private var retired: [UnsafeMutablePointer<Segment>] = []

  /// Makes an empty queue for so many producers.
  public init(producers: Int, segmentSize: Int = 1024) {
    self.producers = producers
    self.segmentSize = segmentSize
    head = Self.makeSegment(segmentSize)
    tail = PaddedAtomic(UInt(bitPattern: head))
    hazards = .allocate(capacity: producers)
    for producer in 0..<producers { (hazards + producer).initialize(to: PaddedAtomic(0)) }
  }

  deinit {
    for segment in retired { destroy(segment) }
    var segment: UnsafeMutablePointer<Segment>? = head
    while let current = segment {
      segment = current.pointee.following
      destroy(current)
    }
    hazards.deinitialize(count: producers)
    hazards.deallocate()
  }

  /// Segments that wait for a producer to let go of them; for the consumer's thread.
  public var retiredSegments: Int { retired.count }

  /// Puts an element in; there is always room.
  @inlinable
  public func put(_ element: Element, from producer: Int) -> Bool {
    while true {
      let segment = protectTail(producer)
      let place = segment.pointee.reserved.atomic.wrappingAdd(1, ordering: .relaxed).oldValue
      if place < segmentSize {
        let slot = segment.pointee.slots + place
        slot.pointee.element = element
        slot.pointee.isWritten.store(true, ordering: .releasing)
        hazards[producer].atomic.store(0, ordering: .releasing)
        return true
      }
      append(after: segment)
    }
  }

  /// Takes the element at the next place; nil if it is not written yet.
  @inlinable
  public func take() -> Element? {
    if place == segmentSize && !advance() { return nil }
    let slot = head.pointee.slots + place
    guard slot.pointee.isWritten.load(ordering: .acquiring) else { return nil }
    place &+= 1
    return slot.pointee.element
  }
}

extension SegmentedQueue {
  /// Announces the last segment, and makes sure that it still was the last one then.
  @inlinable
  func protectTail(_ producer: Int) -> UnsafeMutablePointer<Segment> {
    var address = tail.atomic.load(ordering: .acquiring)
    while true {
      hazards[producer].atomic.store(address, ordering: .sequentiallyConsistent)
      let now = tail.atomic.load(ordering: .sequentiallyConsistent)
      if now == address { return Self.segment(at: address) }
      address = now
    }
  }

  /// Makes sure that a segment has a successor, and that it is not the tail any more.
  @usableFromInline
  func append(after segment: UnsafeMutablePointer<Segment>) {
    if segment.pointee.next.load(ordering: .acquiring) == 0 {
      let new = Self.makeSegment(segmentSize)
      let isFirst = segment.pointee.next.compareExchange(
        expected: 0, desired: UInt(bitPattern: new), ordering: .acquiringAndReleasing
      ).exchanged
      if !isFirst { destroy(new) }
    }
    passTail(segment)
  }

  private func passTail(_ segment: UnsafeMutablePointer<Segment>) {
    _ = tail.atomic.compareExchange(
      expected: UInt(bitPattern: segment),
      desired: segment.pointee.next.load(ordering: .acquiring),
      ordering: .sequentiallyConsistent)
  }

  /// Goes to the next segment, if there is one.
  @usableFromInline
  func advance() -> Bool {
    guard let following = head.pointee.following else { return false }
    passTail(head)
    retired.append(head)
    head = following
    place = 0
    let announced = (0..<producers).map {
      hazards[$0].atomic.load(ordering: .sequentiallyConsistent)
    }
    retired.removeAll { segment in
      if announced.contains(UInt(bitPattern: segment)) { return false }
      destroy(segment)
      return true
    }
    return true
  }

  /// Elements in the order of their places, and what comes after them.
  @usableFromInline
  struct Segment: ~Copyable {
    @usableFromInline let slots: UnsafeMutablePointer<Slot>
    /// The address of the next segment; 0 if there is none yet.
    @usableFromInline let next = Atomic<UInt>(0)
    @usableFromInline let front = CacheLineGap()
    /// How many places producers have asked for, those beyond the end included.
    @usableFromInline let reserved = PaddedAtomic(0)

    @usableFromInline
    init(slots: UnsafeMutablePointer<Slot>) { self.slots = slots }

    var following: UnsafeMutablePointer<Segment>? {
      UnsafeMutablePointer(bitPattern: next.load(ordering: .acquiring))
    }
  }

  @usableFromInline
  struct Slot: ~Copyable {
    @usableFromInline let isWritten = Atomic(false)
    @usableFromInline var element: Element
  }

  @inlinable
  static func segment(at address: UInt) -> UnsafeMutablePointer<Segment> {
    // Addresses of segments are never 0.
    UnsafeMutablePointer(bitPattern: address).unsafelyUnwrapped
  }

  @usableFromInline
  static func makeSegment(_ size: Int) -> UnsafeMutablePointer<Segment> {
    let bytes = size * MemoryLayout<Slot>.stride
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: bytes, alignment: MemoryLayout<Slot>.alignment)
    // Zeroed slots are slots that are not written; their elements are trivial.
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
    let segment = UnsafeMutablePointer<Segment>.allocate(capacity: 1)
    segment.initialize(to: Segment(slots: memory.bindMemory(to: Slot.self, capacity: size)))
    return segment
  }

  private func destroy(_ segment: UnsafeMutablePointer<Segment>) {
    segment.pointee.slots.deallocate()
    segment.deinitialize(count: 1)
    segment.deallocate()
  }
}
