internal import PerfModel
internal import PerfRelease
internal import PerfReport

/// A plan for a person to read.
struct ReleasePlanReport {
  let plan: ReleasePlan
  let style: Style

  var lines: [String] {
    let input = plan.input
    var lines = [
      style.bold("\(input.project) \(input.tag)") + "  of commit \(input.commit.prefix(12))"
    ]
    if let previous = input.previous {
      lines.append("after \(previous.tag) (\(previous.commit.prefix(12))): \(previous.reason.text)")
    } else {
      lines.append("the first release: no lower version in this history")
    }
    lines += ["", changes, ""]
    lines += plan.gates.flatMap { Self.lines(of: $0, style) }
    lines += ["", notes, "", "cut would create:"]
    lines += plan.wouldCreate.map { "  " + $0 }
    let refused = plan.gates.count { $0.outcome == .refused }
    lines += [
      "",
      refused == 0
        ? "no gate refuses; nothing was changed"
        : "\(refused) gate\(refused == 1 ? " refuses" : "s refuse"); nothing was changed",
    ]
    return lines
  }

  private var changes: String {
    let history = plan.input.history
    var parts = ChangeKind.allCases.filter { history.count($0) > 0 }.map {
      "\(history.count($0)) \($0.rawValue)"
    }
    if history.merges > 0 { parts.append("\(history.merges) merge") }
    if history.undone > 0 { parts.append("\(history.undone) undone") }
    let commits = "\(history.commits) commit\(history.commits == 1 ? "" : "s")"
    let breaking = history.breaking.isEmpty ? "" : "; \(history.breaking.count) breaking"
    return parts.isEmpty ? commits : "\(commits): \(parts.joined(separator: ", "))\(breaking)"
  }

  private var notes: String {
    let size = "notes: \(plan.notes.text.utf8.count) bytes"
    let cut =
      plan.notes.isCut ? ", lists cut short; \(plan.input.fullNotes) would hold all of them" : ""
    return size + cut + "; --notes prints them"
  }

  /// What a gate says, its facts and what to do.
  static func lines(of result: GateResult, _ style: Style) -> [String] {
    let word =
      switch result.outcome {
      case .ok: "ok"
      case .refused: style.bold("refused")
      case .overridden: "overridden"
      case .later: "later"
      }
    let plain = word.filter { $0.isLetter }.count
    let gap = String(repeating: " ", count: max(1, 12 - min(plain, 11)))
    let name = result.gate.rawValue
    let pad = String(repeating: " ", count: max(1, 12 - name.count))
    let facts = result.facts.isEmpty ? [result.gate.demand] : result.facts
    var lines = facts.prefix(1).map { "  \(word)\(gap)\(name)\(pad)\($0)" }
    let indent = String(repeating: " ", count: 26)
    lines += facts.dropFirst().map { indent + $0 }
    if case .overridden(let reason) = result.outcome { lines.append(indent + "because: " + reason) }
    if result.outcome == .refused, let remedy = result.remedy {
      lines.append(indent + style.dim("→ " + remedy))
    }
    return lines
  }
}
