/// Times from its making until ``end()``, or until the end of the Swift scope that holds it.
///
/// ```swift
/// let timer = ScopedTimer("match")
/// guard let order = next() else { return }   // ends here as well
/// book.match(order)
/// timer.end()
/// ```
/// It may end on another thread than it began on, as after an `await`; that thread counts it.
public struct ScopedTimer: ~Copyable, Sendable {
  private let scope: Scope
  private let start: UInt64

  /// Begins to time `scope`.
  public init(_ scope: Scope) {
    self.scope = scope
    start = scope.begin()
  }

  /// Begins to time the scope of this name.
  public init(_ name: StaticString) {
    self.init(Scope(name))
  }

  deinit {
    scope.end(start)
  }

  /// Ends it now.
  public consuming func end() {}
}
