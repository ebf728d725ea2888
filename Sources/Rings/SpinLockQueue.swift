public import Synchronization

/// A bounded array of elements behind a spin lock: test and test-and-set, giving way after a while.
///
/// A holder that loses its processor makes all others wait; that is what it is here to show.
public final class SpinLockQueue<Element: BitwiseCopyable & Sendable>: SharedQueue,
  @unchecked Sendable
{
  @usableFromInline let slots: UnsafeMutablePointer<Element>
  @usableFromInline let mask: Int
  @usableFromInline let holds: HoldTimes?
  @usableFromInline let front = CacheLineGap()
  @usableFromInline let locked = PaddedAtomic(false)
  @usableFromInline var written = 0
  @usableFromInline var taken = 0

  /// Makes an empty queue with room for at least that many elements.
  /// - Parameter holds: takes how long the lock was held each time, if that is wanted.
  public init(capacity: Int, holds: HoldTimes? = nil) {
    var size = 1
    while size < capacity { size *= 2 }
    mask = size - 1
    slots = .allocate(capacity: size)
    self.holds = holds
  }

  deinit { slots.deallocate() }

  /// Puts an element in; false if the queue is full.
  @inlinable
  public func put(_ element: Element, from producer: Int) -> Bool {
    locking(as: producer) {
      guard written &- taken <= mask else { return false }
      slots[written & mask] = element
      written &+= 1
      return true
    }
  }

  /// Takes the oldest element; nil if the queue is empty.
  @inlinable
  public func take() -> Element? {
    locking(as: HoldTimes.consumer) {
      guard taken != written else { return nil }
      defer { taken &+= 1 }
      return slots[taken & mask]
    }
  }

  @inlinable @inline(__always)
  func locking<Result>(as party: Int, _ body: () -> Result) -> Result {
    var patience = Patience()
    while locked.atomic.exchange(true, ordering: .acquiring) {
      while locked.atomic.load(ordering: .relaxed) { patience.wait() }
    }
    let start = holds == nil ? 0 : nanoseconds()
    let result = body()
    let end = holds == nil ? 0 : nanoseconds()
    locked.atomic.store(false, ordering: .releasing)
    holds?.record(end &- start, of: party)
    return result
  }
}
