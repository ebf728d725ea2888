internal import PerfModel
internal import PerfYAML

extension Reading {
  /// Kinds of builds that are planned, with what to write until they are there.
  private static let laterKinds = [
    "cmake": "steps: [[cmake, -S, ., -B, build], [cmake, --build, build]]",
    "cargo": "steps: [[cargo, build, --release]]",
  ]

  func readEngines(_ top: Fields) -> [Engine] {
    guard let pair = top["engines"],
      let pairs = pairs(pair.value, of: "'engines'", at: pair.position)
    else { return [] }
    return pairs.compactMap { entry in
      _ = checkName(entry.key, "the engine's name", at: entry.position)
      let owner = "engine '\(YAMLError.shown(entry.key))'"
      return Fields(
        entry.value, keys: PlanKeys.engine, owner: owner, at: entry.position, in: self
      ).map { engine(named: entry.key, $0) }
    }
  }

  private func engine(named name: String, _ fields: Fields) -> Engine {
    let declared = fields.required(
      "build", hint: "one of \(Engine.BuildKind.allCases.map(\.rawValue).joined(separator: ", "))")
    let kind = declared.flatMap { buildKind($0.value) }
    var engine = Engine(
      name: name, build: kind ?? .steps, position: Position(fields.position))
    engine.source = source(fields) ?? "."
    engine.steps = steps(fields) ?? []
    engine.artefacts = artefacts(fields) ?? []
    engine.product = fields.text("product")
    let configuration = fields.choice("configuration", of: Configuration.self) ?? .release
    engine.configuration = configuration.rawValue
    engine.flags = flags(fields)
    engine.buildEnvironment = buildEnvironment(fields)
    engine.variants = variants(fields)
    engine.at = recipes(fields, build: kind)
    if let kind { checkRecipe(fields, kind: kind, needsSteps: true) }
    return engine
  }

  private enum Configuration: String, CaseIterable { case debug, release }

  private func buildKind(_ node: YAMLNode) -> Engine.BuildKind? {
    if let text = node.scalar?.text, let steps = Self.laterKinds[text] {
      let kinds = Engine.BuildKind.allCases.map(\.rawValue).joined(separator: ", ")
      report(
        "plan.later", "builds of kind '\(text)' come later; there are \(kinds)", at: node.position,
        hint: "use 'build: steps' with '\(steps)'")
      return nil
    }
    return choice(node, "'build'", of: Engine.BuildKind.self)
  }

  private func source(_ fields: Fields) -> String? {
    guard let value = fields["source"]?.value, let text = line(value, "'source'") else {
      return nil
    }
    guard !text.hasPrefix("/"), !text.hasPrefix("~"), !text.contains("${") else {
      report(
        "plan.bad-path",
        "'source' must be a folder relative to this file, found "
          + "'\(YAMLError.shown(text))'", at: value.position)
      return nil
    }
    return text
  }

  /// The steps of a build, as they are run: `$$` is a dollar, and nothing is substituted.
  private func steps(_ fields: Fields) -> [[String]]? {
    fields.list("steps", orEmpty: true)?.compactMap { node in
      guard let elements = node.elements else {
        wrongType(
          node, "a step of 'steps'", expected: "a list of words",
          hint: "write [[make, -j2], [make, install]]: a list of steps, each a list of words")
        return nil
      }
      guard !elements.isEmpty else {
        report("plan.empty-list", "a step of 'steps' is an empty list", at: node.position)
        return nil
      }
      return elements.compactMap { stepWord($0) }
    }
  }

  private func stepWord(_ node: YAMLNode) -> String? {
    guard let text = word(node, of: "a step") else { return nil }
    guard let template = try? Template(text), template.names.isEmpty else {
      report(
        "plan.unknown-substitution", "nothing is substituted in 'steps'", at: node.position,
        hint: "steps run in the engine's folder; write '$${' for '${'")
      return nil
    }
    return template.expanded { _ in nil }
  }

  /// Arguments of `swift build`, but for those that perfkit gives itself.
  private func flags(_ fields: Fields) -> [String] {
    let own = [
      "--package-path", "--scratch-path", "--build-path", "--product", "-c", "--configuration",
    ]
    return (fields.list("flags", orEmpty: true) ?? []).compactMap { node in
      guard let flag = line(node, "an entry of 'flags'") else { return nil }
      let name = String(flag.prefix { $0 != "=" })
      guard !own.contains(name) else {
        report(
          "plan.conflict", "perfkit gives '\(name)' itself", at: node.position,
          hint: "'product' and 'configuration' are keys of the engine; folders are perfkit's")
        return nil
      }
      return flag
    }
  }

  private func artefacts(_ fields: Fields) -> [String]? {
    fields.list("artefacts", orEmpty: true)?.compactMap { node in
      line(node, "an entry of 'artefacts'").flatMap {
        checkPath($0, "an entry of 'artefacts'", at: node.position) ? $0 : nil
      }
    }
  }

  private func buildEnvironment(_ fields: Fields) -> [String] {
    (fields.list("build_environment", orEmpty: true) ?? []).compactMap { node in
      line(node, "an entry of 'build_environment'").flatMap {
        checkVariable($0, at: node.position) ? $0 : nil
      }
    }
  }

  private func variants(_ fields: Fields) -> [Engine.Variant] {
    guard let pair = fields["variants"],
      let pairs = pairs(pair.value, of: "'variants'", at: pair.position)
    else { return [] }
    return pairs.compactMap { entry in
      _ = checkName(entry.key, "the variant's name", at: entry.position)
      let owner = "variant '\(YAMLError.shown(entry.key))'"
      return Fields(
        entry.value, keys: PlanKeys.variant, owner: owner, at: entry.position, in: self
      ).map { Engine.Variant(name: entry.key, environment: environment($0)) }
    }
  }

  private func recipes(_ fields: Fields, build: Engine.BuildKind?) -> [Engine.RefRecipe] {
    guard let pair = fields["at"], let pairs = pairs(pair.value, of: "'at'", at: pair.position)
    else { return [] }
    return pairs.compactMap { entry in
      _ = checkGlob(entry.key, at: entry.position)
      let owner = "'at' of '\(YAMLError.shown(entry.key))'"
      guard
        let recipe = Fields(
          entry.value, keys: PlanKeys.recipe, owner: owner, at: entry.position, in: self)
      else { return nil }
      let own = recipe["build"].flatMap { buildKind($0.value) }
      if let kind = own ?? build {
        checkRecipe(recipe, kind: kind, needsSteps: own == .steps && build != .steps)
      }
      return Engine.RefRecipe(
        ref: entry.key, build: own, steps: steps(recipe), artefacts: artefacts(recipe),
        product: recipe.text("product"))
    }
  }

  /// Reports keys that a kind of build needs or does not know.
  private func checkRecipe(_ fields: Fields, kind: Engine.BuildKind, needsSteps: Bool) {
    if kind == .steps && needsSteps {
      _ = fields.required("steps", hint: "write 'steps: [[make, -j2]]', or 'steps: []' for none")
    }
    let foreign =
      switch kind {
      case .swiftpm: ["steps"]
      case .make, .steps: ["product", "configuration", "flags"]
      }
    for key in foreign {
      guard let pair = fields[key] else { continue }
      let home = key == "steps" ? "'steps' and 'make'" : "'swiftpm'"
      report(
        "plan.conflict", "'\(key)' is not for builds of kind '\(kind.rawValue)'",
        at: pair.position, hint: "it belongs to \(home)")
    }
    if kind == .make, let value = fields["steps"]?.value, let steps = value.elements,
      steps.count > 1
    {
      report(
        "plan.conflict", "'make' takes one list of arguments", at: value.position,
        hint: "write 'steps: [[-j2, all]]', or use 'build: steps'")
    }
  }
}
