public import Synchronization

/// A bounded queue without locks between one thread that sends and one that receives.
///
/// Lamport's ring (1983) as in MCRingBuffer (Lee, Bu, Chandranmenon, 2010): each end keeps a copy
/// of the other's index and looks at the shared one only when the copy says full or empty, and
/// publishes its own index once a batch. Elements are trivial, so that none needs an end of life.
public final class Ring<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  /// The number of elements that fit, a power of two.
  public let capacity: Int
  @usableFromInline let slots: UnsafeMutablePointer<Element>
  @usableFromInline let front = CacheLineGap()
  /// How many elements the sender has published.
  @usableFromInline let sent = PaddedAtomic(0)
  /// How many of them the receiver has handed back.
  @usableFromInline let freed = PaddedAtomic(0)
  @usableFromInline let closed = PaddedAtomic(false)

  /// Makes an empty ring with room for at least that many elements.
  public init(capacity: Int) {
    var size = 1
    while size < capacity { size *= 2 }
    self.capacity = size
    slots = .allocate(capacity: size)
    // Touched now, so that no page is made while elements go through.
    UnsafeMutableRawPointer(slots).initializeMemory(
      as: UInt8.self, repeating: 0, count: size * MemoryLayout<Element>.stride)
  }

  deinit { slots.deallocate() }

  /// Tells the other end that no more will be sent, or received; either end may.
  public func close() { closed.atomic.store(true, ordering: .releasing) }

  /// Whether one of the ends has closed the ring.
  ///
  /// What was published before can still be received.
  @inlinable
  public var isClosed: Bool { closed.atomic.load(ordering: .acquiring) }
}
