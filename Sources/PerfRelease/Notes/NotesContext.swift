internal import PerfMustache

/// What templates may name, and its values: texts of others are escaped here, once.
struct NotesContext {
  let input: NotesInput
  /// How many changes of a kind are listed.
  var mostChanges = Int.max

  /// The names that a template may use.
  static let shape: [String: MustacheShape] = [
    "project": .text, "tag": .text, "version": .text, "prerelease": .flag, "date": .text,
    "commit": .text, "short_commit": .text, "commits": .text,
    "previous": .optionalText, "previous_reason": .optionalText, "compare_url": .optionalText,
    "release_url": .optionalText, "highlights": .optionalText,
    "has_breaking": .flag, "breaking": .list(change), "has_changes": .flag,
    "groups": .list([
      "title": .text, "changes": .list(change), "more": .optionalText,
    ]),
    "sections": .list(["title": .text, "changes": .list(change)]),
    "has_contributors": .flag, "contributors": .list(["name": .text, "commits": .text]),
    "measured": .flag, "not_measured": .optionalText, "machine": .optionalText,
    "performance": .list([
      "case": .text, "metric": .text, "base": .text, "head": .text, "change": .text,
      "verdict": .text,
    ]),
    "has_artefacts": .flag,
    "artefacts": .list([
      "name": .text, "size": .text, "sha256": .text, "url": .optionalText,
    ]),
    "key": .optionalText, "keys": .text,
    "has_documents": .flag, "documents": .list(["path": .text, "url": .text]),
    "has_overrides": .flag, "overrides": .list(["gate": .text, "reason": .text]),
    "has_risks": .flag, "risks": .list(["text": .text]),
    "full_notes": .optionalText,
  ]

  private static let change: [String: MustacheShape] = [
    "scope": .optionalText, "text": .text, "references": .text, "details": .list(["text": .text]),
  ]

  private var pages: ForgePages? { input.forge.map(ForgePages.init) }

  var values: [String: MustacheValue] {
    let version = Version(tag: input.tag)
    var values: [String: MustacheValue] = [
      "project": Self.line(input.project), "tag": .text(input.tag),
      "version": .text(version?.text ?? input.tag),
      "prerelease": .flag(!(version?.isStable ?? true)), "date": .text(input.day),
      "commit": .text(input.commit), "short_commit": .text(String(input.commit.prefix(12))),
      "commits": .text(Self.count(input.history.commits, "commit")),
      "previous": Self.optional(input.previous.map { MarkdownText.line($0.tag) }),
      "previous_reason": Self.optional(input.previous?.reason.text),
      "compare_url": Self.optional(compareURL),
      "release_url": Self.optional(pages?.release(input.tag)),
      "highlights": Self.optional(highlights),
      "key": Self.optional(input.key), "keys": .text(input.keys),
      "full_notes": Self.optional(mostChanges == .max ? nil : input.fullNotes),
    ]
    values.merge(changes) { $1 }
    values.merge(performance) { $1 }
    values.merge(lists) { $1 }
    return values
  }

  private var compareURL: String? {
    guard let previous = input.previous, TagName.fault(in: previous.tag) == nil else { return nil }
    return pages?.changes(from: previous.tag, to: input.tag)
  }

  private var highlights: String? {
    input.highlights.map { highlights in
      guard let base = pages?.file(at: input.tag) else { return highlights.text }
      return LocalLink.pinned(highlights.text, at: highlights.file, base: base)
    }
  }

  // MARK: Changes

  private var changes: [String: MustacheValue] {
    let history = input.history
    let breaking = history.breaking
    let kinds = ChangeKind.allCases.filter { history.count($0) > 0 }
    let groups = kinds.map { kind -> MustacheValue in
      let all = history.changes[kind] ?? []
      let more = all.count - min(all.count, mostChanges)
      return .object([
        "title": .text(kind.title),
        "changes": .list(all.prefix(mostChanges).map { value($0, details: false) }),
        "more": Self.optional(more > 0 ? Self.count(more, "more change") : nil),
      ])
    }
    let contributors = history.authors.map { author -> MustacheValue in
      .object([
        "name": Self.line(author.name, most: 80),
        "commits": .text(Self.count(author.commits, "commit")),
      ])
    }
    return [
      "has_breaking": .flag(!breaking.isEmpty),
      "breaking": .list(breaking.prefix(mostChanges).map { value($0, details: true) }),
      "has_changes": .flag(!kinds.isEmpty), "groups": .list(groups), "sections": sections,
      "has_contributors": .flag(!contributors.isEmpty),
      "contributors": .list(Array(contributors.prefix(max(50, min(mostChanges, 1000))))),
    ]
  }

  /// The changes that users notice, under the headings of Keep a Changelog.
  private var sections: MustacheValue {
    .list(
      ["Added", "Changed", "Removed", "Fixed"].compactMap { title in
        let kinds = ChangeKind.allCases.filter { $0.changelogSection == title }
        let all = kinds.flatMap { input.history.changes[$0] ?? [] }
        guard !all.isEmpty else { return nil }
        return .object([
          "title": .text(title),
          "changes": .list(all.prefix(mostChanges).map { value($0, details: false) }),
        ])
      })
  }

  private func value(_ change: Change, details: Bool) -> MustacheValue {
    let paragraphs = details ? MarkdownText.paragraphs(change.breakingText ?? "") : []
    return .object([
      "scope": Self.optional(change.scope.map { MarkdownText.line($0, most: 60) }),
      "text": Self.line(change.text), "references": .text(references(change)),
      "details": .list(paragraphs.map { .object(["text": .text($0)]) }),
    ])
  }

  /// The commit and the issues, as links where there is a forge.
  private func references(_ change: Change) -> String {
    let short = String(change.commit.prefix(8))
    guard let pages else { return "`\(short)`" }
    let issues = change.issues.map { "[#\($0)](\(pages.issue($0)))" }
    return (["[`\(short)`](\(pages.commit(change.commit)))"] + issues).joined(separator: ", ")
  }

  // MARK: Performance

  private var performance: [String: MustacheValue] {
    switch input.performance {
    case .notMeasured(let reason):
      return [
        "measured": .flag(false), "not_measured": Self.line(reason), "machine": .flag(false),
        "performance": .list([]),
      ]
    case .measured(let comparison):
      let rows = comparison.rows.map { row -> MustacheValue in
        .object([
          "case": Self.line(row.caseName, most: 120), "metric": Self.line(row.metric, most: 60),
          "base": .text(quantity(row.base, row.unit)), "head": .text(quantity(row.head, row.unit)),
          "change": .text(row.changeText), "verdict": Self.line(row.words),
        ])
      }
      return [
        "measured": .flag(true), "not_measured": .flag(false),
        "machine": Self.optional(comparison.machine.map { MarkdownText.line($0) }),
        "performance": .list(rows),
      ]
    }
  }

  /// Four significant digits with the unit.
  private func quantity(_ value: Double?, _ unit: String) -> String {
    guard let value else { return "" }
    var rounded = value
    if value != 0, value.isFinite {
      var scale = 1.0
      while (value * scale).magnitude < 1000 && scale < 1e15 { scale *= 10 }
      while (value * scale).magnitude >= 10_000 && scale > 1e-15 { scale /= 10 }
      rounded = (value * scale).rounded() / scale
    }
    let text = "\(rounded)"
    let plain = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    return MarkdownText.line(unit == "1" || unit.isEmpty ? plain : plain + " " + unit, most: 60)
  }

  // MARK: Lists

  private var lists: [String: MustacheValue] {
    let artefacts = input.artefacts.map { artefact -> MustacheValue in
      .object([
        "name": .text(MarkdownText.code(artefact.name)), "size": .text(Self.size(artefact.size)),
        "sha256": .text(artefact.sha256),
        "url": Self.optional(pages?.asset(artefact.name, of: input.tag)),
      ])
    }
    let documents = input.documents.compactMap { path -> MustacheValue? in
      guard let pages, path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
        !path.contains(where: { "()<>[]\\".contains($0) })
      else { return nil }
      return .object([
        "path": .text(MarkdownText.code(path)),
        "url": .text(pages.file(at: input.tag) + "/" + path),
      ])
    }
    let overrides = input.overrides.map { override -> MustacheValue in
      .object(["gate": .text(override.gate.rawValue), "reason": Self.line(override.reason)])
    }
    return [
      "has_artefacts": .flag(!artefacts.isEmpty), "artefacts": .list(artefacts),
      "has_documents": .flag(!documents.isEmpty), "documents": .list(documents),
      "has_overrides": .flag(!overrides.isEmpty), "overrides": .list(overrides),
      "has_risks": .flag(!input.risks.isEmpty || !overrides.isEmpty),
      "risks": .list(input.risks.map { .object(["text": Self.line($0)]) }),
    ]
  }

  // MARK: Texts

  private static func line(_ text: String, most: Int = MarkdownText.mostCharacters) -> MustacheValue
  {
    .text(MarkdownText.line(text, most: most))
  }

  private static func optional(_ text: String?) -> MustacheValue {
    text.map { .text($0) } ?? .flag(false)
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// Bytes in a form for people, such as `3.4 MiB`.
  private static func size(_ bytes: Int) -> String {
    var units = ["KiB", "MiB", "GiB", "TiB"][...]
    guard bytes >= 1024 else { return "\(bytes) B" }
    var value = Double(bytes) / 1024
    while value >= 1024, units.count > 1 {
      value /= 1024
      units = units.dropFirst()
    }
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) \(units.first ?? "")"
  }
}
