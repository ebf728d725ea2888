extension PriceQueues {
  /// The rank of the best level of a side; `Layout.noRank` if it has none.
  @inlinable @inline(__always)
  func bestRank(_ side: Int) -> Int { sides.base[side].bestRank }

  @inlinable @inline(__always)
  func quantity(of slot: UInt32) -> UInt32 { nodes.base[Int(slot)].quantity }

  /// The quantity of all orders of a level.
  func total(of level: UInt32) -> UInt64 { nodes.base[Int(level)].word }

  /// The side and rank of an order.
  @inlinable @inline(__always)
  func place(of slot: UInt32) -> (side: Int, rank: Int) {
    let level = nodes.base[Int(slot)].level
    guard level < Layout.firstOrder else {
      return Self.strayPlace(of: level, rank: Int(Int32(bitPattern: tag(of: level))), outside.base)
    }
    let index = Int(level &- 1)
    let side = index &>> Layout.windowBits
    return (side, sides.base[side].origin &+ (index & (Layout.windowSize &- 1)))
  }

  /// The side and rank of a level beyond the window.
  @usableFromInline
  static func strayPlace(
    of level: UInt32, rank: Int, _ outside: UnsafeMutablePointer<OutsideLevels>
  ) -> (side: Int, rank: Int) {
    let found = outside[0].level(at: outside[0].position(of: rank), rank: rank)
    return (found == level ? 0 : 1, rank)
  }

  /// The best of a side's occupied levels up to a rank.
  func level(_ side: Int, through rank: Int) -> (rank: Int, node: UInt32)? {
    let origin = sides.base[side].origin
    var found: (rank: Int, node: UInt32)?
    if rank >= origin,
      let position = highest(side, through: min(rank - origin, Layout.windowSize - 1))
    {
      found = (origin + position, Self.level(side: side, position: position))
    }
    guard let stray = outside.base[side].best(through: rank) else { return found }
    if let found, found.rank > stray.rank { return found }
    return (stray.rank, stray.level)
  }

  /// The orders of a level, the first to trade first.
  func slots(of level: UInt32) -> [UInt32] {
    var found: [UInt32] = []
    var slot = nodes.base[Int(level)].next
    while slot != level && slot != 0 && found.count < live {
      found.append(slot)
      slot = nodes.base[Int(slot)].next
    }
    return found
  }

  /// Sets the quantity of an order, which keeps its place.
  @inlinable
  mutating func resize(_ slot: UInt32, to quantity: UInt32) {
    let level = nodes.base[Int(slot)].level
    let change = UInt64(quantity) &- UInt64(nodes.base[Int(slot)].quantity)
    nodes.base[Int(slot)].word &+= change
    nodes.base[Int(level)].word &+= change
  }
}
