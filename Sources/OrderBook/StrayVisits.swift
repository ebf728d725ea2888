/// Counts the orders of a side whose prices its window does not hold, and says when the window
/// should move, and whereto.
///
/// Moving costs a step for every order of the side. It is worth it after as many strays as orders
/// were moved the time before: by then as many came as were there, so that the steps of all moves
/// together stay below two for each order that ever came.
struct StrayVisits {
  /// Strays that are taken in stride, besides one for each order moved.
  private static let patience = 256

  private var left = Self.patience
  private var latest: InlineArray<16, Int32> = .init(repeating: 0)
  private var next = 0

  /// Notes a rank, and returns whether it is time for the window to move.
  mutating func note(_ rank: Int) -> Bool {
    latest[next] = Int32(truncatingIfNeeded: rank)
    next = (next + 1) % latest.count
    left -= 1
    return left < 0
  }

  /// The middle one of the latest ranks, which a few far ones among them do not pull away.
  var middle: Int {
    let sorted = latest.indices.map { latest[$0] }.sorted()
    return Int(sorted[sorted.count / 2])
  }

  /// Begins again after the window was moved with so many orders.
  mutating func restart(moved orders: Int) { left = Self.patience + orders }
}
