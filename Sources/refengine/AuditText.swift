internal import OrderBook

/// An audit for people and for programs.
struct AuditText<Invariant: AuditedInvariant> {
  let report: AuditReport<Invariant>
  let messages: Int
  let counts: [AuditCount]

  init(_ report: AuditReport<Invariant>, messages: Int, counts: [AuditCount] = []) {
    self.report = report
    self.messages = messages
    self.counts = counts
  }

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
    for count in counts {
      let parts = count.parts.map { "\($0.name) \($0.value)" }
      lines.append("\(count.name): \(parts.joined(separator: ", "))")
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
    let traffic = counts.map { count in
      let members = count.parts.map { "\"\($0.name)\":\($0.value)" }
      return ",\"\(count.name)\":{\(members.joined(separator: ","))}"
    }
    return "{\"messages\":\(messages),\"invariants\":[\(parts.joined(separator: ","))]"
      + "\(traffic.joined())}\n"
  }

  /// Pads to a width, on the left if it is negative.
  private func column(_ text: String, _ width: Int) -> String {
    let padding = String(repeating: " ", count: max(abs(width) - text.utf8.count, 0))
    return width < 0 ? padding + text : text + padding
  }
}

/// How often an audit came across each of some kinds.
struct AuditCount {
  let name: String
  let parts: [(name: String, value: UInt64)]

  static func all(of traffic: AuditedTraffic) -> [AuditCount] {
    [
      AuditCount(
        name: "entered",
        parts: OrderRequest.Terms.allCases.map { ("\($0)", traffic.entered[$0] ?? 0) }),
      AuditCount(
        name: "reports",
        parts: ExecutionReport.Kind.allCases.map { ("\($0)", traffic.reports[$0] ?? 0) }),
      AuditCount(
        name: "reasons",
        parts: ExecutionReport.Reason.allCases.filter { $0 != .none }
          .map { ("\($0)", traffic.reasons[$0] ?? 0) }),
    ]
  }
}
