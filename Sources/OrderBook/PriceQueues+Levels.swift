extension PriceQueues {
  /// Notes that a level has orders now.
  @inlinable @inline(__always)
  mutating func open(_ level: UInt32, side: Int, rank: Int) {
    if level < Layout.firstOrder { mark(level) }
    let state = sides.base + side
    if rank > state.pointee.bestRank {
      state.pointee.bestRank = rank
      state.pointee.bestLevel = level
    }
  }

  /// Notes that a level has no orders any more.
  @inlinable @inline(__always)
  mutating func close(_ level: UInt32) {
    nodes.base[Int(level)].previous = 0
    nodes.base[Int(level)].next = 0
    guard level < Layout.firstOrder else { return closeStray(level) }
    let index = Int(level &- 1)
    let side = index &>> Layout.windowBits
    unmark(side: side, position: index & (Layout.windowSize &- 1))
    if sides.base[side].bestLevel == level {
      findBest(side, below: index & (Layout.windowSize &- 1))
    }
  }

  @inlinable @inline(__always)
  mutating func mark(_ level: UInt32) {
    let index = Int(level &- 1)
    let position = index & (Layout.windowSize &- 1)
    let words = bits.base + (index &>> Layout.windowBits) &* Layout.wordsPerSide
    let word = words[position &>> 6]
    words[position &>> 6] = word | 1 &<< UInt64(position & 63)
    if word == 0 {
      words[Layout.middleWords &+ (position &>> 12)] |= 1 &<< UInt64((position &>> 6) & 63)
      words[Layout.upperWords &+ (position &>> 18)] |= 1 &<< UInt64((position &>> 12) & 63)
    }
  }

  @inlinable @inline(__always)
  mutating func unmark(side: Int, position: Int) {
    let words = bits.base + side &* Layout.wordsPerSide
    words[position &>> 6] &= ~(1 &<< UInt64(position & 63))
    guard words[position &>> 6] == 0 else { return }
    let middle = Layout.middleWords &+ (position &>> 12)
    words[middle] &= ~(1 &<< UInt64((position &>> 6) & 63))
    guard words[middle] == 0 else { return }
    words[Layout.upperWords &+ (position &>> 18)] &= ~(1 &<< UInt64((position &>> 12) & 63))
  }

  /// Finds the best level after the one at the position, the best so far, was closed.
  @inlinable @inline(__always)
  mutating func findBest(_ side: Int, below position: Int) {
    let word = (bits.base + side &* Layout.wordsPerSide)[position &>> 6]
    if word != 0 { return setBest(side, position: position & ~63 | Self.top(word)) }
    findFarBest(side, below: position)
  }

  @inlinable @inline(__always)
  static func top(_ word: UInt64) -> Int { 63 &- word.leadingZeroBitCount }

  /// Sets the best level, unless one beyond the window is better.
  @inlinable @inline(__always)
  mutating func setBest(_ side: Int, position: Int) {
    let state = sides.base + side
    state.pointee.bestRank = state.pointee.origin &+ position
    state.pointee.bestLevel = Self.level(side: side, position: position)
    if sides.base[side].hasStrays { preferStray(side) }
  }

  /// Goes on where a word of the first stage is empty.
  @usableFromInline
  mutating func findFarBest(_ side: Int, below position: Int) {
    if let found = highest(side, through: position) { return setBest(side, position: found) }
    sides.base[side].bestRank = Layout.noRank
    sides.base[side].bestLevel = 0
    if sides.base[side].hasStrays { preferStray(side) }
  }

  /// The highest occupied position of a side's window up to one, through the stages of the bitmap.
  func highest(_ side: Int, through position: Int) -> Int? {
    let words = bits.base + side * Layout.wordsPerSide
    var at = position >> 6
    var word = words[at] & Self.lowBits(position)
    if word == 0 {
      guard let next = Self.highestWord(words, below: at) else { return nil }
      at = next
      word = words[at]
    }
    return at << 6 | Self.top(word)
  }

  /// The highest word of the first stage with a bit, below one.
  private static func highestWord(_ words: UnsafeMutablePointer<UInt64>, below at: Int) -> Int? {
    guard at > 0 else { return nil }
    var middle = (at - 1) >> 6
    var word = words[Layout.middleWords + middle] & lowBits(at - 1)
    if word == 0 {
      guard middle > 0 else { return nil }
      var upper = (middle - 1) >> 6
      var blocks = words[Layout.upperWords + upper] & lowBits(middle - 1)
      while blocks == 0 {
        guard upper > 0 else { return nil }
        upper -= 1
        blocks = words[Layout.upperWords + upper]
      }
      middle = upper << 6 | top(blocks)
      word = words[Layout.middleWords + middle]
    }
    return middle << 6 | top(word)
  }

  /// The bits of a word up to the one of a position.
  private static func lowBits(_ position: Int) -> UInt64 {
    UInt64.max >> UInt64(63 - position & 63)
  }
}
