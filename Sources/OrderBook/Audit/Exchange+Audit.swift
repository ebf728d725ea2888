extension Exchange {
  /// Sets what an account may do.
  public mutating func setLimits(_ limits: AccountLimits, ofAccount number: Int) {
    precondition((0..<Int(accountCount)).contains(number), "there is no account \(number)")
    accounts.base[number].limits = limits
  }

  /// Checks what must hold of both queues and the index.
  func audit(into report: inout AuditReport<AccountInvariant>) {
    var resting = AuditReport<Invariant>()
    resting.place = report.place
    var waiting = resting
    let slots =
      book.audit(into: &resting) + stops.audit(into: &waiting).map { $0 | Self.stopBit }
    report.add(resting) { AccountInvariant(rawValue: $0.rawValue) }
    // Stop prices of both sides may cross before the first trade.
    report.add(waiting) { $0 == .uncrossed ? nil : AccountInvariant(rawValue: $0.rawValue) }
    for slot in slots {
      let id = record(slot).id
      let known = index.slot(of: id)
      report.check(.idIndex, known == slot, "id \(id) leads to node \(known), not \(slot)")
    }
    let entries = index.occupied
    report.check(
      .idIndex, entries == slots.count && index.count == entries,
      "\(entries) ids, \(index.count) counted, lead to \(slots.count) orders")
  }
}
