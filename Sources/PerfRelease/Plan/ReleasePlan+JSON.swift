public import PerfJSON
internal import PerfModel
internal import PerfResults

extension ReleasePlan {
  /// The document `perfkit-release-plan/1`.
  public var json: JSON {
    let history = input.history
    let kinds = ChangeKind.allCases.map { ($0.rawValue, Optional(JSON.integer(history.count($0)))) }
    return .object([
      ("format", .string("perfkit-release-plan/1")),
      ("project", .string(input.project)), ("tag", .string(input.tag)),
      ("version", .optional(Version(tag: input.tag)?.text)),
      ("prerelease", .bool(Version(tag: input.tag)?.isStable == false)),
      ("commit", .string(input.commit)), ("tree", .string(tree)), ("commit_time", .integer(time)),
      ("previous", previous),
      (
        "previous_reason",
        .string(input.previous?.reason.text ?? "no lower version in this history")
      ),
      ("repository", .optional(input.forge?.page)),
      (
        "history",
        .object([
          ("commits", .integer(history.commits)), ("merges", .integer(history.merges)),
          ("undone", .integer(history.undone)), ("conventional", .integer(history.conventional)),
          ("breaking", .integer(history.breaking.count)), ("kinds", .object(kinds)),
          (
            "contributors",
            .array(
              history.authors.map { author in
                .object([
                  ("name", .string(author.name)), ("commits", .integer(author.commits)),
                ])
              })
          ),
        ])
      ),
      ("gates", .array(gates.map(\.json))), ("performance", performance),
      (
        "notes",
        .object([
          ("sha256", .string(notesDigest)), ("size", .integer(notes.text.utf8.count)),
          ("cut", .bool(notes.isCut)),
          ("text", .string(notes.text)),
        ])
      ),
      ("announcement", .string(announcement)),
      (
        "overrides",
        .array(
          input.overrides.map { override in
            .object([
              ("gate", .string(override.gate.rawValue)), ("reason", .string(override.reason)),
            ])
          })
      ),
      ("would_create", .array(wouldCreate.map { .string($0) })), ("tag_object", tagObject),
      ("payload", payload),
      ("warnings", .array(gates.compactMap(\.caution).map(\.json))),
      ("errors", .array(problems.map(\.json))),
      ("verdict", .string(verdict.rawValue)),
      ("exit", .integer(verdict.exitStatus())),
    ])
  }

  /// The tag as far as it is known before anything is built: the manifest's digest, the tagger's time
  /// and the signature come with the cut.
  private var tagObject: JSON {
    .object([
      ("object", .string(input.commit)), ("type", .string("commit")), ("tag", .string(input.tag)),
      ("message", .string(tagMessage)),
      (
        "trailers",
        .object([
          ("manifest_sha256", .null), ("tree", .string(tree)),
          ("evidence", .array(evidence.map { .string($0) })),
        ])
      ),
    ])
  }

  /// What each forge of the policy would be sent to create the draft; the files, and the notes' table
  /// of them, come with the cut.
  private var payload: JSON {
    let version = Version(tag: input.tag)
    let text = version?.text ?? input.tag
    let release = ForgeRelease(
      project: input.project, tag: input.tag, version: text, tagObject: "", commit: input.commit,
      title: ForgeRelease.title(of: input.project, text), body: notes.text,
      isPrerelease: version?.isStable == false, assets: [])
    return .object(
      forges.map { forge in
        (forge.kind.rawValue, ForgePayload.body(of: release, for: forge.kind, among: forges))
      })
  }

  private var previous: JSON {
    guard let previous = input.previous else { return .null }
    return .object([
      ("tag", .string(previous.tag)), ("commit", .string(previous.commit)),
      ("reason", .string(previous.reason.code)),
    ])
  }

  private var performance: JSON {
    switch input.performance {
    case .notMeasured(let reason):
      .object([
        ("base", .null), ("comparison_sha256", .null), ("not_measured", .string(reason)),
        ("rows", .array([])),
      ])
    case .measured(let comparison):
      .object([
        ("base", .string(comparison.base)), ("comparison_sha256", .string(comparison.sha256)),
        ("not_measured", .null), ("rows", .array(comparison.rows.map(\.json))),
      ])
    }
  }
}

extension GateResult {
  /// The result as documents show it.
  public var json: JSON {
    let (name, reason): (String, String?) =
      switch outcome {
      case .ok: ("ok", nil)
      case .refused: ("refused", nil)
      case .overridden(let reason): ("overridden", reason)
      case .later: ("later", nil)
      }
    return .object([
      ("gate", .string(gate.rawValue)), ("demand", .string(gate.demand)),
      ("outcome", .string(name)), ("facts", .array(facts.map { .string($0) })),
      ("remedy", .optional(remedy)), ("override_reason", .optional(reason)),
    ])
  }
}

extension ReleaseComparison.Row {
  var json: JSON {
    .object([
      ("case", .string(caseName)), ("metric", .string(metric)), ("unit", .string(unit)),
      ("better", .optional(higherIsBetter.map { $0 ? "higher" : "lower" })),
      ("base", base.map { .number($0) } ?? .null), ("head", head.map { .number($0) } ?? .null),
      ("change_percent", change.map { .number($0) } ?? .null),
      (
        "ci_percent",
        interval.map { .array([.number($0.lowerBound), .number($0.upperBound)]) } ?? .null
      ), ("mde_percent", detectable.map { .number($0) } ?? .null),
      ("verdict", .optional(verdict?.rawValue)), ("notes", .array(notes.map { .string($0) })),
    ])
  }
}
