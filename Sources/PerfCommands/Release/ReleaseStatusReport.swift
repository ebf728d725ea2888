internal import PerfJSON
internal import PerfModel
internal import PerfRelease
internal import PerfReport

/// How far a release has come, as text and as perfkit-release-status/1.
struct ReleaseStatusReport {
  private let tag: String
  private let state: ReleaseState
  /// Those of the policy, and those that were used.
  private let forges: [String]

  init(tag: String, state: ReleaseState, forges named: [String]) {
    self.tag = tag
    self.state = state
    let used = state.forges.filter { state[.tagPushed, on: $0] != nil }
    forges = Set(named + used).sorted()
  }

  /// Something that was begun is not whole.
  var verdict: Verdict {
    state.next != nil || forges.contains(where: isInterrupted) ? .missing : .pass
  }

  func lines(_ style: Style) -> [String] {
    var lines = self.lines(of: ReleaseStep.cutting, on: nil, next: state.next, style)
    lines += ["", advice]
    guard state.next == nil else { return lines }
    for forge in forges {
      lines += ["", style.bold(forge)]
      lines += self.lines(
        of: ReleaseStep.publishing, on: forge, next: state.next(on: forge), style)
      lines += ["", advice(on: forge)]
    }
    return lines
  }

  private func lines(
    of steps: [ReleaseStep], on forge: String?, next: ReleaseStep?, _ style: Style
  ) -> [String] {
    steps.map { step in
      let entry = state.done(step, on: forge)
      let mark = entry != nil ? style.good("done") : step == next ? style.bold("next") : "    "
      let name = step.rawValue + String(repeating: " ", count: max(1, 18 - step.rawValue.count))
      return "\(mark)  \(name)\(entry?.time ?? step.outcome)"
    }
  }

  private var advice: String {
    if state.next == nil { return "cut; `perfkit release verify \(tag)` checks it" }
    return state.entries.isEmpty
      ? "not begun; `perfkit release plan \(tag)` shows what it would be"
      : "interrupted; `perfkit release cut \(tag)` goes on"
  }

  private func isInterrupted(on forge: String) -> Bool {
    guard state[.tagPushed, on: forge] != nil else { return false }
    return state[.readBack, on: forge] == nil
      || state[.published, on: forge] != nil && state[.postVerified, on: forge] == nil
  }

  private func advice(on forge: String) -> String {
    let draft = "`perfkit release draft \(tag) --create --forge \(forge)`"
    let object = state[.tagCreated]?.facts["object"] ?? "OID"
    let publish = "`perfkit release publish \(tag) --tag-oid \(object) --forge \(forge)`"
    if let entry = state[.published, on: forge] {
      return isInterrupted(on: forge)
        ? "published, not yet compared: \(publish)"
        : "published: \(entry.facts["page"] ?? "")"
    }
    if isInterrupted(on: forge) { return "interrupted; \(draft) goes on" }
    return state[.readBack, on: forge] == nil
      ? "no draft; \(draft) makes it" : "a draft; \(publish) makes it visible"
  }

  var json: JSON {
    let next = state.next ?? forges.compactMap { state.next(on: $0) }.first
    return .object([
      ("format", .string("perfkit-release-status/1")), ("tag", .string(tag)),
      ("steps", steps(ReleaseStep.cutting, on: nil)),
      (
        "forges",
        .array(
          forges.map { forge in
            .object([
              ("forge", .string(forge)), ("steps", steps(ReleaseStep.publishing, on: forge)),
              ("next", .optional(state.next(on: forge)?.rawValue)),
            ])
          })
      ),
      ("next", .optional(next?.rawValue)), ("warnings", .array([])), ("errors", .array([])),
      ("verdict", .string(verdict.rawValue)), ("exit", .integer(verdict.exitStatus())),
    ])
  }

  private func steps(_ steps: [ReleaseStep], on forge: String?) -> JSON {
    .array(
      steps.map { step in
        .object([
          ("step", .string(step.rawValue)),
          ("done", .optional(state.done(step, on: forge)?.time)),
          ("outcome", .string(step.outcome)),
        ])
      })
  }
}
