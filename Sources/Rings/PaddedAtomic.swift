public import Synchronization

/// An atomic value that shares no cache line with what comes after it.
///
/// 128 bytes, not 64: processors fetch lines in pairs.
@usableFromInline
struct PaddedAtomic<Value: AtomicRepresentable>: ~Copyable {
  @usableFromInline let atomic: Atomic<Value>
  @usableFromInline let gap = InlineArray<15, UInt64>(repeating: 0)

  @inlinable
  init(_ value: consuming Value) { atomic = Atomic(value) }
}

/// Keeps what comes before it out of the cache line of what comes after it.
@usableFromInline
struct CacheLineGap {
  @usableFromInline let words = InlineArray<16, UInt64>(repeating: 0)

  @inlinable
  init() {}
}
