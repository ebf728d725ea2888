extension LadderBook {
  /// Checks everything that must hold of the book's state.
  public func audit(into report: inout AuditReport<Invariant>) {
    for slot in queues.audit(into: &report) {
      let id = queues.tag(of: slot)
      let known = index.slot(of: id)
      report.check(.idIndex, known == slot, "id \(id) leads to node \(known), not \(slot)")
    }
  }
}
