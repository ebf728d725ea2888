extension LadderBook {
  /// Checks everything that must hold of the book's state but `auditIndex`.
  public func audit(into report: inout AuditReport<Invariant>) {
    for slot in queues.audit(into: &report) {
      let id = queues.tag(of: slot)
      let known = index.slot(of: id)
      report.check(.idIndex, known == slot, "id \(id) leads to node \(known), not \(slot)")
    }
  }

  /// Checks that no more ids lead to orders than there are, by a look at every possible entry.
  ///
  /// That takes some milliseconds whatever the book holds.
  public func auditIndex(into report: inout AuditReport<Invariant>) {
    let entries = index.occupied
    report.check(.idIndex, entries == queues.live, "\(entries) ids lead to \(queues.live) orders")
  }
}
