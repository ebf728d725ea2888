/// The levels of one side beyond its window, sorted by rank so that the best is the last.
@usableFromInline
struct OutsideLevels {
  struct Entry {
    var rank: Int
    var level: UInt32
  }

  var entries: [Entry] = []
  @usableFromInline private(set) var isEmpty = true

  var best: Entry? { entries.last }

  /// The first entry whose rank is not below the given one.
  func position(of rank: Int) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].rank < rank { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func level(at position: Int, rank: Int) -> UInt32? {
    guard position < entries.count, entries[position].rank == rank else { return nil }
    return entries[position].level
  }

  mutating func insert(_ entry: Entry, at position: Int) {
    entries.insert(entry, at: position)
    isEmpty = false
  }

  mutating func remove(at position: Int) {
    entries.remove(at: position)
    isEmpty = entries.isEmpty
  }

  mutating func removeAll() {
    entries.removeAll(keepingCapacity: true)
    isEmpty = true
  }
}
