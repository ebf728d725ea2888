internal import PerfModel
internal import PerfYAML

extension Reading {
  private enum Capture: String, CaseIterable { case stdout }
  private enum Average: String, CaseIterable { case plain, weighted }

  /// The keys that suites and cases share.
  func settings(
    _ fields: Fields, in scope: Scope, variants: KnownNames
  ) -> CaseSettings {
    var settings = CaseSettings()
    settings.repeats = fields.count("repeat")
    settings.timeout = fields.duration("timeout")
    settings.warmup = fields.count("warmup", in: 0...1_000_000)
    settings.runs = fields.count("runs")
    settings.pairs = fields.count("pairs")
    settings.budget = fields.duration("budget")
    settings.confidence = fields.fraction(
      "confidence", in: 0.5..<1, hint: "from 50% to below 100%, such as 95%")
    settings.prepare = fields["prepare"].flatMap { words($0.value, "'prepare'", in: scope) }
    settings.conclude = fields["conclude"].flatMap { words($0.value, "'conclude'", in: scope) }
    settings.stdin = fields["stdin"].flatMap { input($0.value, "'stdin'", in: scope) }
    settings.inputs = fields.list("inputs", orEmpty: true, hint: "write [data.bin]")?.compactMap {
      input($0, "an entry of 'inputs'", in: scope)
    }
    settings.expectExit = exitStatuses(fields)
    settings.captureStdout = fields.choice("capture", of: Capture.self).map { _ in true }
    settings.perturb = fields.list("perturb", orEmpty: true, hint: "write [hash]")?.compactMap {
      choice($0, "an entry of 'perturb'", of: CaseSettings.Perturbation.self)
    }
    settings.objectives = objectives(fields)
    settings.decisions = decisions(fields)
    settings.overheads = overheads(fields, variants: variants)
    settings.faults = readFaults(fields, in: scope)
    return settings
  }

  /// A file relative to perfkit.yaml.
  private func input(_ node: YAMLNode, _ subject: String, in scope: Scope) -> String? {
    guard let text = line(node, subject) else { return nil }
    checkTemplate(node, in: scope)
    guard !text.hasPrefix("/"), !text.hasPrefix("~") else {
      report(
        "plan.bad-path",
        "\(subject) must be a path relative to this file, found "
          + "'\(YAMLError.shown(text))'", at: node.position,
        hint: "an absolute path is true on one machine only")
      return nil
    }
    return text
  }

  private func exitStatuses(_ fields: Fields) -> [Int32]? {
    fields.list("expect_exit", hint: "write [0]")?.compactMap { node in
      guard let number = unsigned(node, "an exit status") else { return nil }
      guard let status = UInt8(exactly: number) else {
        report(
          "plan.bad-number", "an exit status is from 0 to 255, found \(number)", at: node.position)
        return nil
      }
      return Int32(status)
    }
  }

  private func objectives(_ fields: Fields) -> [Word]? {
    fields.list("objectives", orEmpty: true, hint: "write [\"latency_p99 < 100us\"]")?
      .compactMap { node in
        guard let text = line(node, "an objective") else { return nil }
        guard Condition(objective: text) != nil else {
          report(
            "plan.bad-objective", "'\(YAMLError.shown(text))' is no objective", at: node.position,
            hint: "write 'latency_p99 < 100us', 'backlog < 200 for 3 windows' or "
              + "'lost = 0 under FAULT'")
          return nil
        }
        return Word(text, position: Position(node.position))
      }
  }

  private func decisions(_ fields: Fields) -> [CaseSettings.Decision]? {
    fields.list("decisions", orEmpty: true, hint: "write [{when: \"…\", say: \"…\"}]")?
      .compactMap { node in
        guard
          let entry = Fields(
            node, keys: PlanKeys.decision, owner: "the decision", at: node.position, in: self)
        else { return nil }
        let when = entry.text("when", required: true)
        if let when, Condition.alternatives(when) == nil, let value = entry["when"]?.value {
          report(
            "plan.bad-objective", "'\(YAMLError.shown(when))' is no condition", at: value.position,
            hint: "write 'throughput > 100000', several joined by 'and' or 'or'")
        }
        guard let say = entry.text("say", required: true), let when else { return nil }
        return CaseSettings.Decision(when: when, say: say)
      }
  }

  private func overheads(_ fields: Fields, variants: KnownNames) -> [CaseSettings.Overhead]? {
    fields.list("overheads", orEmpty: true, hint: "write [{variant: a, against: b, at_most: 30%}]")?
      .compactMap { node in
        guard
          let entry = Fields(
            node, keys: PlanKeys.overhead, owner: "the overhead", at: node.position, in: self)
        else { return nil }
        let variant = self.variant("variant", of: entry, among: variants)
        let against = self.variant("against", of: entry, among: variants)
        if let variant, variant == against, let value = entry["against"]?.value {
          report(
            "plan.conflict", "a variant cannot be held against itself", at: value.position)
        }
        _ = entry.required("at_most", hint: "such as 30%")
        let atMost = entry.fraction("at_most", in: 0..<100, hint: "from 0% to below 10000%")
        let metric = entry.text("metric") ?? "wall_time"
        let average = entry.choice("average", of: Average.self) ?? .plain
        guard let variant, let against, let atMost else { return nil }
        return CaseSettings.Overhead(
          variant: variant, against: against, metric: metric, atMost: atMost,
          average: average.rawValue)
      }
  }

  private func variant(_ key: String, of fields: Fields, among known: KnownNames) -> String? {
    guard let name = fields.text(key, required: true), let value = fields[key]?.value else {
      return nil
    }
    guard known.contains(name) else {
      report(
        "plan.unknown-variant", "the engine has no variant '\(YAMLError.shown(name))'",
        at: value.position, hint: suggestion(for: name, among: known.list))
      return nil
    }
    return name
  }
}
