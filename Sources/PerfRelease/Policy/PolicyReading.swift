internal import PerfModel
internal import PerfYAML

/// Makes a policy of a document's tree.
struct PolicyReading {
  private let mistakes: PolicyMistakes
  private let engines: [String]?
  private let suites: [String]?

  private static let keys = [
    "version", "project", "license", "tags", "branches", "suites", "comparison", "artefacts",
    "signing",
    "forges", "documents", "changelog", "links", "overrides",
  ]

  init(_ mistakes: PolicyMistakes, engines: [String]?, suites: [String]?) {
    self.mistakes = mistakes
    self.engines = engines
    self.suites = suites
  }

  /// The policy, or nil where its frame is not there; it counts only if no mistake was noted.
  func policy(_ root: YAMLNode) -> ReleasePolicy? {
    guard let top = PolicyFields(root, keys: Self.keys, owner: "the policy", mistakes) else {
      return nil
    }
    guard let version = top.text("version", required: true), version == "1" else {
      if let node = top.value("version"), node.scalar?.text != "1" {
        top.note(
          "bad-version", "'version' must be 1", at: node.position,
          hint: "this perfkit reads 'version: 1'")
      }
      return nil
    }
    let tags = top.texts("tags", required: true, hint: "tags: [\"v*\"]")
    let signing = top.value("signing", required: true, hint: "signing: {format: openpgp}")
      .flatMap(signing)
    if let tags, tags.isEmpty, let node = top.value("tags") {
      top.note("empty-list", "'tags' is an empty list", at: node.position)
    }
    var policy = ReleasePolicy(
      tags: globs(tags ?? [], top), signing: signing ?? ReleasePolicy.Signing(format: .openpgp))
    policy.project = top.text("project")
    policy.license = top.text("license")
    if let license = policy.license, let node = top.value("license"),
      !LicenseExpression.isValid(license)
    {
      top.note(
        "bad-license", "'license' expects an SPDX expression, found '\(YAMLError.shown(license))'",
        at: node.position, hint: "such as Apache-2.0, or 'MIT OR GPL-2.0-or-later'")
    }
    policy.branches = globs(top.texts("branches") ?? [], top)
    policy.suites = known(top.texts("suites") ?? [], "suite", suites, top)
    policy.artefacts = artefacts(top)
    policy.forges = PolicyForges(mistakes).read(top)
    policy.documents = top.list("documents").compactMap {
      top.choice($0, "an entry of 'documents'", of: ReleasePolicy.Document.self)
    }
    policy.comparison = top.value("comparison").flatMap(comparison) ?? policy.comparison
    policy.changelog = top.value("changelog").flatMap(changelog) ?? policy.changelog
    policy.links = top.value("links").flatMap(links) ?? policy.links
    policy.overrides = top.list("overrides").compactMap(override)
    return policy
  }

  private func globs(_ texts: [YAMLText], _ fields: PolicyFields) -> [String] {
    texts.filter { fields.isGlob($0) }.map(\.text)
  }

  /// The names, of which an unknown one is a mistake where the known ones are known.
  private func known(
    _ texts: [YAMLText], _ what: String, _ names: [String]?, _ fields: PolicyFields
  ) -> [String] {
    for entry in texts {
      guard let names, !names.contains(entry.text) else { continue }
      fields.note(
        "unknown-\(what)", "perfkit.yaml has no \(what) '\(YAMLError.shown(entry.text))'",
        at: entry.position,
        hint: nearest(entry.text, in: names).map { "did you mean '\($0)'?" })
    }
    return texts.map(\.text)
  }

  private func signing(_ node: YAMLNode) -> ReleasePolicy.Signing? {
    let keys = ["format", "key", "keys", "warn_before"]
    guard let fields = PolicyFields(node, keys: keys, owner: "'signing'", mistakes),
      let format = fields.choice("format", of: ReleasePolicy.Signing.Format.self, required: true)
    else { return nil }
    var signing = ReleasePolicy.Signing(format: format)
    signing.key = fields.text("key")
    signing.keys = fields.path("keys") ?? signing.keys
    if let node = fields.value("warn_before"), let text = fields.text("warn_before") {
      if let duration = Duration(text: text), duration > .zero {
        signing.warnsBefore = duration
      } else {
        fields.note(
          "bad-duration", "'warn_before' expects a duration such as 30d", at: node.position)
      }
    }
    return signing
  }

  private func artefacts(_ top: PolicyFields) -> [ReleasePolicy.Artefact] {
    var artefacts: [ReleasePolicy.Artefact] = []
    for node in top.list("artefacts") {
      guard
        let fields = PolicyFields(
          node, keys: ["name", "engine", "files", "formats"], owner: "the artefact", mistakes),
        let name = fields.text("name", required: true),
        let files = fields.texts("files", required: true)
      else { continue }
      if let fault = TagName.fault(in: name) ?? (name.contains("/") ? .character("/") : nil) {
        fields.note(
          "bad-name", "the artefact's name \(fault.text)",
          at: fields.value("name")?.position
            ?? node.position)
      }
      if artefacts.contains(where: { $0.name == name }) {
        fields.note("twice", "the artefact '\(name)' is there twice", at: node.position)
      }
      let engine = fields.value("engine").flatMap { node in
        fields.text("engine").map { YAMLText(text: $0, position: node.position) }
      }
      if let engine { _ = known([engine], "engine", engines, fields) }
      for file in files { _ = fields.isPath(file.text, "an entry of 'files'", at: file.position) }
      let formats = fields.list("formats").compactMap {
        fields.choice($0, "an entry of 'formats'", of: ReleasePolicy.Artefact.Format.self)
      }
      artefacts.append(
        ReleasePolicy.Artefact(
          name: name, engine: engine?.text, files: globs(files, fields),
          formats: fields.value("formats") == nil ? [.tarGzip] : formats))
    }
    return artefacts
  }

  private func comparison(_ node: YAMLNode) -> ReleasePolicy.ComparisonRule? {
    guard
      let fields = PolicyFields(node, keys: ["required", "worst"], owner: "'comparison'", mistakes)
    else { return nil }
    var comparison = ReleasePolicy.ComparisonRule()
    comparison.isRequired = fields.flag("required") ?? comparison.isRequired
    comparison.worst =
      fields.choice("worst", of: ReleasePolicy.ComparisonRule.Worst.self) ?? comparison.worst
    return comparison
  }

  private func changelog(_ node: YAMLNode) -> ReleasePolicy.ChangelogRule? {
    guard
      let fields = PolicyFields(node, keys: ["file", "required"], owner: "'changelog'", mistakes)
    else { return nil }
    var changelog = ReleasePolicy.ChangelogRule()
    changelog.file = fields.path("file") ?? changelog.file
    changelog.isRequired = fields.flag("required") ?? changelog.isRequired
    return changelog
  }

  private func links(_ node: YAMLNode) -> ReleasePolicy.LinkRule? {
    guard let fields = PolicyFields(node, keys: ["mode", "paths"], owner: "'links'", mistakes)
    else { return nil }
    var links = ReleasePolicy.LinkRule()
    links.mode = fields.choice("mode", of: ReleasePolicy.LinkRule.Mode.self) ?? links.mode
    if let paths = fields.texts("paths") {
      for path in paths { _ = fields.isPath(path.text, "an entry of 'paths'", at: path.position) }
      links.paths = paths.map(\.text)
    }
    return links
  }

  private func override(_ node: YAMLNode) -> ReleasePolicy.Override? {
    guard
      let fields = PolicyFields(
        node, keys: ["gate", "tag", "reason"], owner: "the override", mistakes),
      let gate = fields.choice("gate", of: Gate.self, required: true),
      let tag = fields.text("tag", required: true, hint: "the release that it is for"),
      let reason = fields.text("reason", required: true, hint: "the notes tell it")
    else { return nil }
    if !gate.isOverridable, let node = fields.value("gate") {
      fields.note(
        "no-override", "the gate '\(gate.rawValue)' cannot be overridden", at: node.position)
    }
    return ReleasePolicy.Override(gate: gate, tag: tag, reason: reason)
  }
}
