/// A binary heap: the greatest rank and, within a rank, the earliest arrival at the top.
struct PriorityHeap<ID: Sendable>: Sendable {
  struct Entry: Sendable {
    var rank: Int32
    var arrival: Int
    var id: ID

    func precedes(_ other: Entry) -> Bool {
      rank == other.rank ? arrival < other.arrival : rank > other.rank
    }
  }

  private var entries: [Entry] = []

  var top: Entry? { entries.first }

  mutating func push(_ entry: Entry) {
    entries.append(entry)
    var at = entries.count - 1
    while at > 0, entries[at].precedes(entries[(at - 1) / 2]) {
      entries.swapAt(at, (at - 1) / 2)
      at = (at - 1) / 2
    }
  }

  mutating func pop() {
    entries.swapAt(0, entries.count - 1)
    entries.removeLast()
    var at = 0
    while true {
      var best = at
      for child in [2 * at + 1, 2 * at + 2] where child < entries.count {
        if entries[child].precedes(entries[best]) { best = child }
      }
      if best == at { return }
      entries.swapAt(at, best)
      at = best
    }
  }
}
