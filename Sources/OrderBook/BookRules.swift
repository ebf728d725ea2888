/// What a book does where it could do otherwise.
///
/// `PriceTime` is the order stream's contract. Other rules make books that are wrong on purpose,
/// so that it can be seen that the tests notice. The choices are constants to the compiler.
public protocol BookRules {
  /// Whether an order joins its queue at the end.
  static var joinsAtTail: Bool { get }
  /// Whether a level's total follows a partial fill.
  static var totalsFollowFills: Bool { get }
  /// Whether a move to an order's own price puts it at the end of the queue.
  static var movesLosePlace: Bool { get }
}

/// Price-time priority.
public enum PriceTime: BookRules {
  /// At the end.
  @inlinable public static var joinsAtTail: Bool { true }
  /// It does.
  @inlinable public static var totalsFollowFills: Bool { true }
  /// At the end, as everywhere.
  @inlinable public static var movesLosePlace: Bool { true }
}
