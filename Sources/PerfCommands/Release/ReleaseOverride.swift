internal import PerfArguments
internal import PerfModel
internal import PerfRelease

/// `--override GATE=REASON`.
enum ReleaseOverride {
  static func read(
    _ text: String, tag: String
  ) throws(Problems) -> ReleasePolicy.Override {
    func mistake(_ message: String, hint: String?) -> Problems {
      Problems([Problem("usage.override", message, hint: hint, verdict: .usage)])
    }
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    let open = Gate.allCases.filter(\.isOverridable).map(\.rawValue)
    guard parts.count == 2, parts[1].contains(where: { !$0.isWhitespace }) else {
      throw mistake(
        "--override '\(text)' gives no reason", hint: "write --override GATE='the reason'")
    }
    guard let gate = Gate(rawValue: parts[0]) else {
      throw mistake(
        "there is no gate '\(parts[0])'",
        hint: nearest(parts[0], in: open).map { "did you mean '\($0)'?" }
          ?? "these can be overridden: \(open.joined(separator: ", "))")
    }
    guard gate.isOverridable else {
      throw mistake(
        "the gate '\(gate.rawValue)' cannot be overridden",
        hint: "these can be: \(open.joined(separator: ", "))")
    }
    return ReleasePolicy.Override(gate: gate, tag: tag, reason: parts[1])
  }
}
