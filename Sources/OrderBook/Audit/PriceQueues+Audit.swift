extension PriceQueues {
  /// Checks what must hold of nodes, levels and bitmap, and returns the orders that were found.
  ///
  /// Orders of a level that the bitmap does not mark are not found, so that their nodes are lost.
  func audit(into report: inout AuditReport<Invariant>) -> [UInt32] {
    var use = [NodeUse](repeating: .none, count: Int(fresh - Layout.firstOrder))
    var found: [UInt32] = []
    for side in 0..<2 {
      let levels = levels(side) { stage, word in
        report.check(.occupancy, word != 0, "an empty \(stage) of side \(side) is marked")
      }
      auditOrder(of: levels, into: &report)
      for level in levels {
        if level.node >= Layout.firstOrder { claim(level.node, as: .level, in: &use, &report) }
        walk(level.node, in: &use, found: &found, into: &report)
      }
      auditBest(side, levels.last, into: &report)
    }
    auditSlab(&use, orders: found.count, into: &report)
    let bid = Int(Self.price(side: 0, rank: bestRank(0)))
    let ask = Int(Self.price(side: 1, rank: bestRank(1)))
    report.check(
      .uncrossed,
      bestRank(0) == Layout.noRank || bestRank(1) == Layout.noRank || bid < ask,
      "bid \(bid) is not below ask \(ask)")
    return found
  }

  private func auditOrder(
    of levels: [(rank: Int, node: UInt32)], into report: inout AuditReport<Invariant>
  ) {
    for (worse, better) in zip(levels, levels.dropFirst()) {
      report.check(
        .queueLinks, worse.rank < better.rank,
        "level of rank \(better.rank) follows \(worse.rank)")
    }
  }

  /// Walks the list of one level.
  private func walk(
    _ level: UInt32, in use: inout [NodeUse], found: inout [UInt32],
    into report: inout AuditReport<Invariant>
  ) {
    var total: UInt64 = 0
    var before = level
    var slot = nodes.base[Int(level)].next
    var steps = 0
    while slot != level && isNode(slot) && steps <= use.count {
      let order = nodes.base[Int(slot)]
      report.check(
        .queueLinks, order.previous == before && order.level == level,
        "the order in node \(slot) is linked to node \(order.previous) and level \(order.level), "
          + "found after \(before) in \(level)")
      report.check(.levelTotals, order.quantity > 0, "the order in node \(slot) has no quantity")
      claim(slot, as: .order, in: &use, &report)
      found.append(slot)
      total += UInt64(order.quantity)
      before = slot
      slot = order.next
      steps += 1
    }
    report.check(
      .queueLinks, slot == level && nodes.base[Int(level)].previous == before,
      "the list of level \(level) does not close")
    report.check(
      .levelTotals, total > 0 && total == self.total(of: level),
      "level \(level) says \(self.total(of: level)), its orders have \(total)")
  }

  private func isNode(_ slot: UInt32) -> Bool { slot >= Layout.firstOrder && slot < fresh }

  private func claim(
    _ slot: UInt32, as purpose: NodeUse, in use: inout [NodeUse],
    _ report: inout AuditReport<Invariant>
  ) {
    let at = Int(slot - Layout.firstOrder)
    report.check(.slab, use[at] == .none, "node \(slot) is both \(use[at]) and \(purpose)")
    use[at] = purpose
  }

  private func auditBest(
    _ side: Int, _ best: (rank: Int, node: UInt32)?, into report: inout AuditReport<Invariant>
  ) {
    let state = sides.base[side]
    report.check(
      .occupancy,
      state.bestRank == best?.rank ?? Layout.noRank && state.bestLevel == best?.node ?? 0,
      "best of side \(side) is rank \(state.bestRank), not \(best?.rank ?? Layout.noRank)")
  }

  private func auditSlab(
    _ use: inout [NodeUse], orders: Int, into report: inout AuditReport<Invariant>
  ) {
    var slot = vacant
    var steps = 0
    while isNode(slot) && steps <= use.count {
      claim(slot, as: .vacant, in: &use, &report)
      slot = nodes.base[Int(slot)].next
      steps += 1
    }
    report.check(.slab, slot == 0, "the list of free nodes leads to \(slot)")
    let lost = use.firstIndex(of: .none)
    report.check(.slab, lost == nil, "node \(Int(Layout.firstOrder) + (lost ?? 0)) is lost")
    report.check(.slab, orders == live, "\(orders) orders, \(live) counted")
  }
}

/// What a node is used for.
private enum NodeUse {
  case none, order, level, vacant
}
