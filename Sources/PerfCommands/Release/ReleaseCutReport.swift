internal import PerfJSON
internal import PerfModel
internal import PerfRelease
internal import PerfReport
internal import PerfResults
internal import PerfSigning

/// What cutting a release brought, as text and as perfkit-release-cut/1.
struct ReleaseCutReport {
  let outcome: ReleaseCut.Outcome
  let tag: String
  let verdict: Verdict
  let problems: [Problem]
  let folder: String

  func lines(_ style: Style) -> [String] {
    var lines: [String] = []
    for result in outcome.gates {
      lines += ReleasePlanReport.lines(of: result, style)
    }
    guard outcome.isDone, let written = outcome.tag, let manifest = outcome.manifest else {
      if outcome.isStopped {
        let count = outcome.warnings.count
        return lines + [
          "",
          style.bad("stopped") + ": \(count) warning\(count == 1 ? "" : "s") with --strict; "
            + "there is no tag \(tag)",
        ]
      }
      let count = problems.count
      return lines + [
        "",
        style.bad("refused") + ": \(count) gate\(count == 1 ? " refuses" : "s refuse"); "
          + "there is no tag \(tag)",
      ]
    }
    if !lines.isEmpty { lines.append("") }
    lines += manifest.artefacts.map { artefact in
      "  \(artefact.sha256.prefix(12))  \(artefact.name)  "
        + Quantity.text(Double(artefact.size), unit: "B")
    }
    let signer = written.verification.signature?.fingerprint ?? ""
    lines += [
      "", "tag \(tag) is \(written.object), signed by \(signer)",
      "of commit \(manifest.commit); release.json is \(outcome.digest ?? "")",
      (outcome.wasDone ? style.good("already done") : style.good("cut"))
        + ": \(folder); nothing was pushed",
    ]
    return lines
  }

  var json: JSON {
    .object([
      ("format", .string("perfkit-release-cut/1")), ("tag", .string(tag)),
      ("done", .bool(outcome.isDone)), ("already_done", .bool(outcome.wasDone)),
      ("commit", .optional(outcome.manifest?.commit)),
      ("tree", .optional(outcome.manifest?.tree)),
      ("object", .optional(outcome.tag?.object)),
      ("manifest_sha256", .optional(outcome.digest)),
      ("signer", .optional(outcome.tag?.verification.signature?.fingerprint)),
      ("gates", .array(outcome.gates.map(\.json))),
      (
        "artefacts",
        .array(
          (outcome.manifest?.artefacts ?? []).map { artefact in
            .object([
              ("name", .string(artefact.name)), ("size", .integer(artefact.size)),
              ("sha256", .string(artefact.sha256)),
            ])
          })
      ),
      (
        "overrides",
        .array(
          (outcome.manifest?.overrides ?? []).map { override in
            .object([("gate", .string(override.gate)), ("reason", .string(override.reason))])
          })
      ),
      ("warnings", .array(outcome.warnings.map(\.json))),
      ("errors", .array(problems.map(\.json))), ("verdict", .string(verdict.rawValue)),
      ("exit", .integer(verdict.exitStatus())),
    ])
  }
}
