/// The resting orders of both sides: for each price a queue, found by index.
///
/// Prices are seen as ranks: a better price of a side has a greater rank. Each side has a window
/// of ranks whose levels are array elements, with a bitmap of the occupied ones; levels beyond it
/// are found by search. Levels and orders are nodes of one region. A level is the sentinel of a
/// circular list of its orders, so that taking an order out of a queue needs no case distinction.
@usableFromInline
struct PriceQueues<Rules: BookRules>: ~Copyable {
  /// An order, or the sentinel of a level.
  @usableFromInline
  struct Node: BitwiseCopyable {
    /// An order's quantity and, above 32 bits, its level; a level's total quantity.
    @usableFromInline var word: UInt64
    @usableFromInline var previous: UInt32
    /// The order after this one, or the level; 0 in a level without orders.
    @usableFromInline var next: UInt32

    @inlinable
    init(word: UInt64, previous: UInt32, next: UInt32) {
      self.word = word
      self.previous = previous
      self.next = next
    }

    @inlinable var quantity: UInt32 { UInt32(truncatingIfNeeded: word) }
    @inlinable var level: UInt32 { UInt32(truncatingIfNeeded: word >> 32) }
  }

  /// Where the window of a side lies, and its best level.
  @usableFromInline
  struct SideState: BitwiseCopyable {
    /// The rank of the window's first level.
    @usableFromInline var origin: Int
    /// The greatest rank with orders; `noRank` if there is none.
    @usableFromInline var bestRank: Int
    @usableFromInline var bestLevel: UInt32
    /// Whether there are levels beyond the window.
    @usableFromInline var hasStrays = false

    @usableFromInline
    init() {
      // The first order of a side is far from there, so that the window is placed around it.
      origin = Int.min / 2
      bestRank = Layout.noRank
      bestLevel = 0
    }
  }

  @usableFromInline var nodes: Region<Node>
  /// The words of the bitmap of each side: one bit a level, a bit for each word of these, and
  /// a bit for each of those.
  @usableFromInline var bits: Region<UInt64>
  @usableFromInline var sides: Region<SideState>
  @usableFromInline var tags: Region<UInt32>
  @usableFromInline var vacant: UInt32 = 0
  /// The first node that was never used.
  @usableFromInline var fresh: UInt32
  @usableFromInline var live = 0
  @usableFromInline let outside = OutsideSides()

  @usableFromInline
  init(room orders: Int, largePages: Bool = false) {
    let orders = max(orders, 1)
    nodes = Region(capacity: Int(Layout.firstOrder) + orders, largePages: largePages)
    tags = Region(capacity: orders, largePages: largePages)
    bits = Region(capacity: 2 * Layout.wordsPerSide)
    sides = Region(capacity: 2)
    sides.base[0] = SideState()
    sides.base[1] = SideState()
    fresh = Layout.firstOrder
  }

  /// A node for an order or a level.
  @inlinable @inline(__always)
  mutating func allocate() -> UInt32 {
    let slot = vacant
    if slot != 0 {
      vacant = nodes.base[Int(slot)].next
      return slot
    }
    if Int(fresh) == nodes.capacity { grow() }
    fresh &+= 1
    return fresh &- 1
  }

  @inlinable @inline(__always)
  mutating func free(_ slot: UInt32) {
    nodes.base[Int(slot)].next = vacant
    vacant = slot
  }

  @usableFromInline
  mutating func grow() {
    nodes.grow()
    while tags.capacity < nodes.capacity - Int(Layout.firstOrder) { tags.grow() }
  }

  /// What the owner of an order knows it by; the rank of a level beyond the window.
  @inlinable @inline(__always)
  func tag(of slot: UInt32) -> UInt32 { tags.base[Int(slot &- Layout.firstOrder)] }

  @inlinable @inline(__always)
  mutating func setTag(of slot: UInt32, to tag: UInt32) {
    tags.base[Int(slot &- Layout.firstOrder)] = tag
  }
}

/// How the nodes and the bitmap are laid out.
@usableFromInline
enum Layout {
  /// The rank of no level, below every rank.
  @inlinable static var noRank: Int { Int.min }
  /// The levels of a side's window.
  @inlinable static var windowBits: Int { 21 }
  @inlinable static var windowSize: Int { 1 << windowBits }
  /// Levels are nodes from 1; those of the sell side follow those of the buy side.
  @inlinable static var firstOrder: UInt32 { UInt32(truncatingIfNeeded: 2 * windowSize + 1) }
  /// Where the second and the third stage of a side's bitmap begin, and where it ends.
  @inlinable static var middleWords: Int { windowSize >> 6 }
  @inlinable static var upperWords: Int { middleWords + (windowSize >> 12) }
  @inlinable static var wordsPerSide: Int { upperWords + (windowSize >> 18) }
}
