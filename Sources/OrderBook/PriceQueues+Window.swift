extension PriceQueues {
  /// The level of a rank beyond the window; the window moves if that is worth its cost.
  @usableFromInline
  mutating func strayLevel(side: Int, rank: Int) -> UInt32 {
    if sides.base[side].bestRank == Layout.noRank {
      placeWindow(side: side, around: rank)
    } else if outside.base[side].visits.note(rank) {
      placeWindow(side: side, around: outside.base[side].visits.middle)
    }
    let position = rank - sides.base[side].origin
    if (0..<Layout.windowSize).contains(position) {
      return Self.level(side: side, position: position)
    }
    let place = outside.base[side].position(of: rank)
    if let level = outside.base[side].level(at: place, rank: rank) { return level }
    let level = allocate()
    nodes.base[Int(level)] = Node(word: 0, previous: 0, next: 0)
    setTag(of: level, to: UInt32(truncatingIfNeeded: rank))
    outside.base[side].insert(.init(rank: rank, level: level), at: place)
    sides.base[side].hasStrays = true
    return level
  }

  /// Removes a level beyond the window that has no orders any more.
  @usableFromInline
  mutating func closeStray(_ level: UInt32) {
    let rank = Int(Int32(bitPattern: tag(of: level)))
    for side in 0..<2 {
      let place = outside.base[side].position(of: rank)
      guard outside.base[side].level(at: place, rank: rank) == level else { continue }
      outside.base[side].remove(at: place)
      sides.base[side].hasStrays = !outside.base[side].isEmpty
      free(level)
      if sides.base[side].bestLevel == level {
        findFarBest(side, below: Layout.windowSize - 1)
      }
      return
    }
  }

  /// Takes the best level beyond the window as the best of its side if it is better.
  @usableFromInline
  mutating func preferStray(_ side: Int) {
    guard let stray = outside.base[side].best, stray.rank > sides.base[side].bestRank else {
      return
    }
    sides.base[side].bestRank = stray.rank
    sides.base[side].bestLevel = stray.level
  }

  /// Moves the window so that it holds a rank, and every level to its new place.
  mutating func placeWindow(side: Int, around rank: Int) {
    let levels = levels(side)
    for level in levels where level.node < Layout.firstOrder {
      unmark(side: side, position: level.rank - sides.base[side].origin)
    }
    outside.base[side].removeAll()
    let lists = levels.map { nodes.base[Int($0.node)] }
    for level in levels {
      nodes.base[Int(level.node)] = Node(word: 0, previous: 0, next: 0)
      if level.node >= Layout.firstOrder { free(level.node) }
    }
    sides.base[side] = SideState()
    sides.base[side].origin = Self.origin(holding: rank, levels)
    var moved = 0
    // From the worst to the best, so that the levels beyond the window are appended.
    for (level, list) in zip(levels, lists) {
      let position = level.rank - sides.base[side].origin
      let node: UInt32
      if (0..<Layout.windowSize).contains(position) {
        node = Self.level(side: side, position: position)
      } else {
        node = allocate()
        setTag(of: node, to: UInt32(truncatingIfNeeded: level.rank))
        outside.base[side].append(.init(rank: level.rank, level: node))
        sides.base[side].hasStrays = true
      }
      moved += adopt(list, as: node)
      open(node, side: side, rank: level.rank)
    }
    outside.base[side].visits.restart(moved: moved)
  }

  /// Where the window begins that holds a rank and with it as many levels as it can, of several
  /// the best: of what it does not need for them, a quarter is for better prices.
  private static func origin(
    holding rank: Int, _ levels: [(rank: Int, node: UInt32)]
  ) -> Int {
    var held = (count: 0, low: rank, high: rank)
    var first = 0
    for (last, level) in levels.enumerated() {
      let high = max(level.rank, rank)
      while first < last && high - levels[first].rank >= Layout.windowSize { first += 1 }
      let low = min(levels[first].rank, rank)
      if high - low < Layout.windowSize && last - first >= held.count {
        held = (last - first + 1, low, high)
      }
    }
    return held.low - (Layout.windowSize - 1 - (held.high - held.low)) / 4 * 3
  }

  /// Makes a node the sentinel of another's list; returns the number of its orders.
  private mutating func adopt(_ list: Node, as level: UInt32) -> Int {
    nodes.base[Int(level)] = list
    nodes.base[Int(list.next)].previous = level
    nodes.base[Int(list.previous)].next = level
    var slot = list.next
    var count = 0
    while slot != level {
      let order = nodes.base[Int(slot)]
      nodes.base[Int(slot)].word = UInt64(order.quantity) | UInt64(level) << 32
      slot = order.next
      count += 1
    }
    return count
  }

  /// The occupied levels of a side with their ranks, the worst first.
  ///
  /// `visit` sees every word that is marked in the stage above it.
  func levels(
    _ side: Int, visit: (_ stage: String, _ word: UInt64) -> Void = { _, _ in }
  ) -> [(rank: Int, node: UInt32)] {
    let words = bits.base + side * Layout.wordsPerSide
    let origin = sides.base[side].origin
    var found: [(rank: Int, node: UInt32)] = []
    for upper in Layout.upperWords..<Layout.wordsPerSide {
      for middle in Self.marks(of: words[upper], at: upper - Layout.upperWords) {
        let block = words[Layout.middleWords + middle]
        visit("block", block)
        for lower in Self.marks(of: block, at: middle) {
          visit("word", words[lower])
          for position in Self.marks(of: words[lower], at: lower) {
            found.append((origin + position, Self.level(side: side, position: position)))
          }
        }
      }
    }
    let strays = outside.base[side].entries.map { (rank: $0.rank, node: $0.level) }
    if strays.isEmpty { return found }
    let below = strays.prefix { $0.rank < origin }
    return below + found + strays.dropFirst(below.count)
  }

  /// What the bits of a word mark in the stage below, if it is that word of its own.
  private static func marks(of word: UInt64, at index: Int) -> [Int] {
    var found: [Int] = []
    var rest = word
    while rest != 0 {
      found.append(index << 6 | rest.trailingZeroBitCount)
      rest &= rest - 1
    }
    return found
  }
}
