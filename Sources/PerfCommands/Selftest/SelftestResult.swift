internal import PerfJSON
internal import PerfModel
internal import PerfReport
internal import PerfResults
internal import PerfStatistics

/// What a selftest found, as text and as `perfkit-selftest/1`.
struct SelftestResult {
  let test: String
  /// What was done, in a sentence.
  let summary: String
  let options: SelftestOptions
  let settings: [(String, JSON)]
  let rates: [SelftestRate]

  var verdict: Verdict {
    guard rates.contains(where: { $0.promise != nil && $0.total > 0 }) else { return .missing }
    return rates.allSatisfy(\.isKept) ? .pass : .fail
  }

  func conclude(_ session: Session) -> CommandResult {
    session.console.result(lines(session))
    let errors = rates.filter { !$0.isKept }.map { rate in
      Problem(
        "selftest.promise-broken",
        "\(rate.name): \(rate.count) of \(rate.total), the promise is \(rate.promiseText)",
        hint: options.sabotage == nil
          ? "`perfkit doctor` says what makes this machine noisy" : "as it must be: --sabotage",
        verdict: rate.total == 0 ? .missing : .fail)
    }
    let verdict = verdict
    return CommandResult(
      verdict,
      document: .object(
        [
          ("format", .string("perfkit-selftest/1")), ("test", .string(test)),
          ("seed", .integer(options.seed)), ("sabotage", .optional(options.sabotage?.rawValue)),
          ("settings", .object(settings)), ("rates", .array(rates.map(\.json))),
          ("errors", .array(errors.map(\.json))), ("verdict", .string(verdict.rawValue)),
          ("exit", .integer(verdict.exitStatus())),
        ]), errors: errors)
  }

  private func lines(_ session: Session) -> [String] {
    let console = session.console
    var table = TextTable([
      ("", .left), ("count", .right), ("rate", .right), ("95 % interval", .right),
      ("promise", .left), ("", .left),
    ])
    for rate in rates {
      let ends = rate.interval
      table.add([
        rate.name, "\(rate.count)/\(rate.total)",
        rate.rate.isNaN ? "-" : Quantity.fixed(100 * rate.rate, 1) + " %",
        ends.lower.isNaN
          ? ""
          : "\(Quantity.fixed(100 * ends.lower, 1)) … \(Quantity.fixed(100 * ends.upper, 1)) %",
        rate.promiseText,
        rate.promise == nil ? "" : (rate.isKept ? "kept" : "broken"),
      ])
    }
    return [summary, ""] + table.lines(width: console.width, style: console.style) + [
      "",
      RunReport(style: console.style, width: console.width).verdict(verdict) + "  selftest \(test)",
    ]
  }
}
