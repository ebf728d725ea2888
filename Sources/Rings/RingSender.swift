public import Synchronization

/// The sending end of a ring, of which a ring has one, for one thread.
public struct RingSender<Element: BitwiseCopyable & Sendable>: ~Copyable {
  @usableFromInline let ring: Ring<Element>
  @usableFromInline let slots: UnsafeMutablePointer<Element>
  @usableFromInline let mask: Int
  @usableFromInline let batch: Int
  @usableFromInline var written = 0
  @usableFromInline var published = 0
  /// How many elements the receiver had handed back when this end looked last.
  @usableFromInline var freed = 0

  /// Makes the sending end, which publishes elements so many at a time.
  public init(_ ring: Ring<Element>, batch: Int) {
    self.ring = ring
    slots = ring.slots
    mask = ring.capacity - 1
    self.batch = min(max(batch, 1), ring.capacity)
  }

  /// Puts an element into the ring; false, and nothing done, if it is full.
  @inlinable @inline(__always)
  public mutating func send(_ element: Element) -> Bool {
    if written &- freed > mask {
      publish()
      freed = ring.freed.atomic.load(ordering: .acquiring)
      if written &- freed > mask { return false }
    }
    slots[written & mask] = element
    written &+= 1
    if written &- published >= batch { publish() }
    return true
  }

  /// Shows the receiver what was sent since the last batch.
  @inlinable @inline(__always)
  public mutating func publish() {
    guard published != written else { return }
    ring.sent.atomic.store(written, ordering: .releasing)
    published = written
  }

  /// Publishes the rest and closes the ring.
  public mutating func close() {
    publish()
    ring.close()
  }

  /// Whether the receiver has handed back all that was sent.
  @inlinable
  public var isDrained: Bool { ring.freed.atomic.load(ordering: .acquiring) == written }
}
