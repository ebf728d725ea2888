internal import PerfJSON
internal import PerfModel
internal import PerfRelease
internal import PerfReport
internal import PerfResults
internal import PerfSigning

/// A tag's verification as text and as perfkit-release-verify/1.
struct TagReport {
  let verification: TagVerification
  let verdict: Verdict
  var files: [ReleaseInspection.Item] = []

  private var items: [(name: String, outcome: TagVerification.Outcome, fact: String)] {
    verification.items.map { ($0.check.rawValue, $0.outcome, $0.fact) }
      + files.map { ($0.check.rawValue, $0.outcome, $0.fact) }
  }

  /// The items for people: several that were skipped one after the other for the same reason are
  /// one line.
  private var rows: [(name: String, outcome: TagVerification.Outcome, fact: String)] {
    var rows: [(name: String, outcome: TagVerification.Outcome, fact: String)] = []
    var skipped = 0
    for item in items {
      let last = rows.last
      let repeats = item.outcome == .skipped && last?.outcome == .skipped && last?.fact == item.fact
      skipped = item.outcome == .skipped ? (repeats ? skipped + 1 : 1) : 0
      if repeats {
        rows[rows.count - 1].name = "\(skipped) checks"
      } else {
        rows.append(item)
      }
    }
    return rows
  }

  /// A line a check, then the conclusion.
  func lines(_ style: Style) -> [String] {
    let rows = rows
    let width = rows.map(\.name.count).max() ?? 0
    var lines = rows.map { item in
      let padding = String(repeating: " ", count: width - item.name.count)
      let mark =
        switch item.outcome {
        case .passed: style.good("ok  ")
        case .failed: style.bad("FAIL")
        case .waived: style.caution("warn")
        case .skipped: style.dim("-   ")
        }
      return "\(mark)  \(item.name)\(padding)  \(item.fact)"
    }
    lines += verification.warnings.map { style.caution("warning: ") + $0 }
    let failed = items.filter { $0.outcome == .failed }.map(\.name)
    let what = files.isEmpty ? "tag" : "release"
    lines.append(
      failed.isEmpty
        ? style.good("verified") + ": \(what) \(verification.name)"
        : style.bad("refused") + ": \(what) \(verification.name): " + failed.joined(separator: ", ")
    )
    return lines
  }

  /// A problem for each failed check.
  var problems: [Problem] {
    verification.failures.map {
      Problem("tag." + $0.check.rawValue, "\($0.check.rawValue): \($0.fact)", verdict: .refused)
    }
      + files.filter { $0.outcome == .failed }.map {
        Problem(
          "release." + $0.check.rawValue, "\($0.check.rawValue): \($0.fact)", verdict: .refused)
      }
  }

  var json: JSON {
    let reading = verification.reading
    return .object([
      ("format", .string("perfkit-release-verify/1")), ("tag", .string(verification.name)),
      ("object", .optional(verification.object)), ("target", .optional(reading?.object)),
      ("tagger", reading?.tagger.map(tagger) ?? .null),
      ("signature", verification.signature.map(signature) ?? .null),
      ("signers", .string(verification.origin)),
      ("trailers", reading?.trailers.map(trailers) ?? .null),
      (
        "checks",
        .array(
          items.map { item in
            .object([
              ("check", .string(item.name)), ("status", .string(item.outcome.rawValue)),
              ("fact", .string(item.fact)),
            ])
          })
      ),
      (
        "warnings",
        .array(verification.warnings.map { Problem("tag.warning", $0, verdict: .warn).json })
      ),
      ("errors", .array(problems.map(\.json))), ("verdict", .string(verdict.rawValue)),
      ("exit", .integer(verdict.exitStatus())),
    ])
  }

  private func tagger(_ tagger: Tagger) -> JSON {
    .object([
      ("name", .string(tagger.name)), ("email", .string(tagger.email)),
      ("time", .string(UTCTime(seconds: tagger.time).text)), ("zone", .string(tagger.zone)),
    ])
  }

  private func signature(_ facts: SignatureFacts) -> JSON {
    .object([
      ("kind", .string(facts.kind.rawValue)), ("fingerprint", .string(facts.fingerprint)),
      ("primary_fingerprint", .string(facts.primaryFingerprint)),
      ("created", .optional(facts.created.map { UTCTime(seconds: $0).text })),
      ("key_expires", .optional(facts.keyExpires.map { UTCTime(seconds: $0).text })),
      ("identities", .array(facts.identities.map { .string($0) })),
    ])
  }

  private func trailers(_ trailers: TagTrailers) -> JSON {
    .object([
      ("manifest_sha256", .string(trailers.manifest)), ("tree", .string(trailers.tree)),
      ("evidence", .array(trailers.evidence.map { .string($0) })),
    ])
  }
}
