/// The occupied prices of one side, sorted by rank so that the best price is the last entry.
@usableFromInline
struct PriceLadder {
  @usableFromInline
  struct Entry {
    @usableFromInline var rank: Int32
    @usableFromInline var level: UInt32

    @inlinable
    init(rank: Int32, level: UInt32) {
      self.rank = rank
      self.level = level
    }
  }

  @usableFromInline var entries: [Entry] = []

  @inlinable
  init() {}

  @inlinable
  var best: Entry? { entries.last }

  /// The first entry whose rank is not below the given one.
  @inlinable
  func position(of rank: Int32) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].rank < rank { low = middle + 1 } else { high = middle }
    }
    return low
  }

  @inlinable
  func level(at position: Int, rank: Int32) -> UInt32? {
    guard position < entries.count, entries[position].rank == rank else { return nil }
    return entries[position].level
  }

  @inlinable
  mutating func insert(_ entry: Entry, at position: Int) { entries.insert(entry, at: position) }

  /// Removes the entry of a rank that is in the ladder.
  @inlinable
  mutating func remove(rank: Int32) {
    if entries.last?.rank == rank {
      entries.removeLast()
    } else {
      entries.remove(at: position(of: rank))
    }
  }
}
