internal import CPerfProbe

/// A number that many threads count up, for a column of the engine's own ``ResultTable``.
public struct Counter: ~Copyable, @unchecked Sendable {
  private let cell: UnsafeMutablePointer<UInt64>

  /// A counter at 0.
  public init() {
    cell = .allocate(capacity: 1)
    cell.initialize(to: 0)
  }

  deinit {
    cell.deallocate()
  }

  /// Adds `amount`, wrapping at 2^64.
  public func add(_ amount: UInt64 = 1) {
    perfkit_counter_add(cell, amount)
  }

  /// The sum of what was added so far.
  public var value: UInt64 {
    perfkit_counter_value(cell)
  }
}
