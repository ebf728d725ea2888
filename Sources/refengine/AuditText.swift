internal import OrderBook

/// An audit for people and for programs.
struct AuditText<Invariant: AuditedInvariant> {
  let report: AuditReport<Invariant>
  let messages: Int

  var text: String {
    var lines = ["\(column("invariant", 18))\(column("checked", -12))\(column("violations", -12))"]
    for invariant in Invariant.allCases {
      let finding = report[invariant]
      lines.append(
        column("\(invariant)", 18) + column("\(finding.checked)", -12)
          + column("\(finding.violations)", -12))
      if let place = finding.place, let offender = finding.offender {
        lines.append("  record \(place): \(offender)")
      }
    }
    lines.append("\(messages) messages, \(report.violated.count) invariants violated")
    return lines.joined(separator: "\n") + "\n"
  }

  /// One JSON object on one line.
  var json: String {
    let parts = Invariant.allCases.map { invariant in
      let finding = report[invariant]
      let place = finding.place.map { "\($0)" } ?? "null"
      let offender = finding.offender.map { "\"\($0)\"" } ?? "null"
      return "{\"name\":\"\(invariant)\",\"checked\":\(finding.checked),"
        + "\"violations\":\(finding.violations),\"record\":\(place),\"offender\":\(offender)}"
    }
    return "{\"messages\":\(messages),\"invariants\":[\(parts.joined(separator: ","))]}\n"
  }

  /// Pads to a width, on the left if it is negative.
  private func column(_ text: String, _ width: Int) -> String {
    let padding = String(repeating: " ", count: max(abs(width) - text.utf8.count, 0))
    return width < 0 ? padding + text : text + padding
  }
}
