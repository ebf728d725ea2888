internal import Synchronization

/// How far the matcher is, for the producers.
final class Progress: Sendable {
  /// Below `started`: how many messages are applied, less that.
  private let applied: Atomic<Int>
  private static let notStarted = Int.min / 2
  private static let gaveUp = Int.max / 2
  private let prefill: Int

  init(_ prefill: Int) {
    self.prefill = prefill
    applied = Atomic(Self.notStarted)
  }

  /// Lets the producers begin.
  func start() { reach(prefill) }

  /// Lets the producers send what is beyond their window now.
  func reach(_ number: Int) { applied.store(number, ordering: .releasing) }

  /// Makes the producers end: nothing more will be applied.
  func giveUp() { applied.store(Self.gaveUp, ordering: .releasing) }

  var isGivenUp: Bool { applied.load(ordering: .relaxed) == Self.gaveUp }

  /// How many messages of the stream are applied; very few before the start.
  var reached: Int { applied.load(ordering: .acquiring) }
}
