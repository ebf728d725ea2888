/// A size of the book under the itch flow: the scenarios differ in their live orders only.
public enum Scenario: String, Sendable, CaseIterable {
  /// 1,000 live orders.
  case baseline
  /// 10,000 live orders.
  case x10
  /// 100,000 live orders.
  case x100

  /// The messages measured, after the pre-fill, unless something else is asked for.
  public static let defaultMessages = 300_000

  /// The number of orders put into the book beforehand, around which it stays.
  public var live: Int {
    switch self {
    case .baseline: 1_000
    case .x10: 10_000
    case .x100: 100_000
    }
  }

  /// The flow of this scenario for a seed, standing before the pre-fill.
  public func generator(seed: UInt64) -> OrderGenerator {
    OrderGenerator(mix: .itch, live: live, seed: seed)
  }
}
