public import Synchronization

/// The receiving end of a ring, of which a ring has one, for one thread.
public struct RingReceiver<Element: BitwiseCopyable & Sendable>: ~Copyable {
  /// How many elements are handed back at once at the least, unless `release` is called before.
  ///
  /// A larger ring hands back an eighth, so that a sender waiting for room is not woken for few.
  public static var batch: Int { 64 }

  @usableFromInline let ring: Ring<Element>
  @usableFromInline let slots: UnsafeMutablePointer<Element>
  @usableFromInline let mask: Int
  @usableFromInline let batch: Int
  @usableFromInline var taken = 0
  @usableFromInline var released = 0
  /// How many elements the sender had published when this end looked last.
  @usableFromInline var sent = 0

  /// Makes the receiving end.
  public init(_ ring: Ring<Element>) {
    self.ring = ring
    slots = ring.slots
    mask = ring.capacity - 1
    batch = min(max(Self.batch, ring.capacity / 8), max(ring.capacity / 2, 1))
  }

  /// Takes the oldest element; nil if none is published.
  ///
  /// The call says that the caller is done with the elements before it.
  @inlinable @inline(__always)
  public mutating func next() -> Element? {
    if taken &- released >= batch { release() }
    if taken == sent {
      sent = ring.sent.atomic.load(ordering: .acquiring)
      if taken == sent { return nil }
    }
    let element = slots[taken & mask]
    taken &+= 1
    return element
  }

  /// Takes the oldest elements, as many as are there and lie side by side, at most a batch.
  ///
  /// They stay where they are until `release`.
  @inlinable @inline(__always)
  public mutating func take() -> UnsafeBufferPointer<Element> {
    if taken == sent { sent = ring.sent.atomic.load(ordering: .acquiring) }
    let first = taken & mask
    let count = min(sent &- taken, mask &+ 1 &- first, batch)
    taken &+= count
    return UnsafeBufferPointer(start: slots + first, count: count)
  }

  /// Gives the sender the room of all elements taken.
  @inlinable @inline(__always)
  public mutating func release() {
    guard released != taken else { return }
    ring.freed.atomic.store(taken, ordering: .releasing)
    released = taken
  }

  /// Whether nothing is left and nothing will come.
  public mutating func isOver() -> Bool {
    guard ring.isClosed else { return false }
    sent = ring.sent.atomic.load(ordering: .acquiring)
    return taken == sent
  }
}
