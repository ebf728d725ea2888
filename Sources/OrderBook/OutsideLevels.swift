/// The levels of one side beyond its window, sorted by rank so that the best is the last.
///
/// They are kept in blocks, of which a full one is split, so that a level that comes or goes moves
/// no more than a block, however many there are. No block in use is empty.
@usableFromInline
struct OutsideLevels {
  struct Entry {
    var rank: Int
    var level: UInt32
  }

  /// Where an entry is or would be put; it may be the end of a block.
  struct Place {
    var block: Int
    var offset: Int
  }

  private struct Cell {
    var rank: Int32
    var level: UInt32
  }

  struct Block {
    /// The least rank that belongs here and not into the block before, if there is one.
    var lowest: Int32
    var count: Int32
    /// Where in `cells` it begins.
    var start: Int
  }

  static let blockSize = 512

  private(set) var blocks: [Block] = []
  private var cells: [Cell] = []
  /// Where blocks begin that are not in use.
  private var spares: [Int] = []
  /// Which ranks beyond the window were asked for.
  var visits = StrayVisits()

  var isEmpty: Bool { blocks.isEmpty }

  var best: Entry? {
    guard let last = blocks.last else { return nil }
    return entry(last, Int(last.count) - 1)
  }

  /// All entries, the worst first.
  var entries: [Entry] {
    blocks.flatMap { block in (0..<Int(block.count)).map { entry(block, $0) } }
  }

  /// The first entry of a block whose rank is not below the given one, in the last block that does
  /// not begin beyond it.
  func position(of rank: Int) -> Place {
    var block = 0
    var end = blocks.count
    while block + 1 < end {
      let middle = (block + end) / 2
      if Int(blocks[middle].lowest) <= rank { block = middle } else { end = middle }
    }
    guard block < blocks.count else { return Place(block: 0, offset: 0) }
    let start = blocks[block].start
    var low = 0
    var high = Int(blocks[block].count)
    while low < high {
      let middle = (low + high) / 2
      if Int(cells[start + middle].rank) < rank { low = middle + 1 } else { high = middle }
    }
    return Place(block: block, offset: low)
  }

  func level(at place: Place, rank: Int) -> UInt32? {
    guard place.block < blocks.count, place.offset < Int(blocks[place.block].count) else {
      return nil
    }
    let found = entry(blocks[place.block], place.offset)
    return found.rank == rank ? found.level : nil
  }

  /// The best entry up to a rank.
  func best(through rank: Int) -> Entry? {
    let place = position(of: rank + 1)
    if place.offset > 0 { return entry(blocks[place.block], place.offset - 1) }
    guard place.block > 0 else { return nil }
    let before = blocks[place.block - 1]
    return entry(before, Int(before.count) - 1)
  }

  /// Adds an entry where its rank is not yet.
  mutating func insert(_ entry: Entry, at place: Place) {
    let place = makeRoom(at: place)
    let block = blocks[place.block]
    let at = block.start + place.offset
    shift(at, by: 1, count: Int(block.count) - place.offset)
    cells[at] = Cell(rank: Int32(truncatingIfNeeded: entry.rank), level: entry.level)
    blocks[place.block].count += 1
    if place.offset == 0 { blocks[place.block].lowest = cells[at].rank }
  }

  /// Adds an entry that is better than all.
  mutating func append(_ entry: Entry) {
    insert(
      entry, at: Place(block: max(blocks.count - 1, 0), offset: Int(blocks.last?.count ?? 0)))
  }

  mutating func remove(at place: Place) {
    let block = blocks[place.block]
    if block.count == 1 {
      spares.append(block.start)
      blocks.remove(at: place.block)
      return
    }
    shift(block.start + place.offset + 1, by: -1, count: Int(block.count) - place.offset - 1)
    blocks[place.block].count -= 1
  }

  mutating func removeAll() {
    for block in blocks { spares.append(block.start) }
    blocks.removeAll(keepingCapacity: true)
  }

  private func entry(_ block: Block, _ offset: Int) -> Entry {
    let cell = cells[block.start + offset]
    return Entry(rank: Int(cell.rank), level: cell.level)
  }

  /// The same place, or the one where it is once its block, if that was full, is split.
  private mutating func makeRoom(at place: Place) -> Place {
    if blocks.isEmpty {
      blocks.append(Block(lowest: 0, count: 0, start: spareBlock()))
      return place
    }
    guard Int(blocks[place.block].count) == Self.blockSize else { return place }
    // What is appended leaves full blocks behind.
    let isEnd = place.block == blocks.count - 1 && place.offset == Self.blockSize
    let kept = isEnd ? Self.blockSize : Self.blockSize / 2
    let start = spareBlock()
    let from = blocks[place.block].start + kept
    shift(from, by: start - from, count: Self.blockSize - kept)
    blocks[place.block].count = Int32(kept)
    blocks.insert(
      // Of one that is empty, set with its first cell.
      Block(lowest: cells[start].rank, count: Int32(Self.blockSize - kept), start: start),
      at: place.block + 1)
    if place.offset < kept || (place.offset == kept && !isEnd) { return place }
    return Place(block: place.block + 1, offset: place.offset - kept)
  }

  private mutating func spareBlock() -> Int {
    if let start = spares.popLast() { return start }
    let start = cells.count
    cells.append(contentsOf: repeatElement(Cell(rank: 0, level: 0), count: Self.blockSize))
    return start
  }

  /// Copies cells to another place, which may overlap theirs.
  private mutating func shift(_ start: Int, by distance: Int, count: Int) {
    cells.withUnsafeMutableBufferPointer { cells in
      guard count > 0, let base = cells.baseAddress else { return }
      (base + start + distance).update(from: base + start, count: count)
    }
  }
}

/// The levels of both sides beyond their windows.
///
/// They are behind a pointer because whoever reads a queue may copy all that is not.
@usableFromInline
struct OutsideSides: ~Copyable {
  @usableFromInline let base: UnsafeMutablePointer<OutsideLevels>

  init() {
    base = .allocate(capacity: 2)
    base.initialize(repeating: OutsideLevels(), count: 2)
  }

  @inlinable
  deinit { Self.end(base) }

  @usableFromInline
  static func end(_ base: UnsafeMutablePointer<OutsideLevels>) {
    base.deinitialize(count: 2)
    base.deallocate()
  }
}
