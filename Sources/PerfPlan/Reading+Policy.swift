internal import PerfModel
internal import PerfYAML

extension Reading {
  private enum Digest: String, CaseIterable { case mayChange = "may-change" }

  func readPolicy(_ top: Fields) -> Policy {
    var policy = Policy()
    guard let pair = top["policy"],
      let fields = Fields(
        pair.value, keys: PlanKeys.policy, owner: "'policy'", at: pair.position, in: self)
    else { return policy }
    let hint = "above 0% and below 100%"
    let range = Double.leastNonzeroMagnitude..<1
    policy.warn = fields.fraction("warn", in: range, hint: hint) ?? policy.warn
    policy.fail = fields.fraction("fail", in: range, hint: hint) ?? policy.fail
    if policy.warn >= policy.fail, let later = fields["fail"] ?? fields["warn"] {
      report(
        "plan.limit-order",
        "'warn' must be below 'fail': \(percent(policy.warn)) and \(percent(policy.fail))",
        at: later.value.position,
        hint: "without a value 'warn' is 5% and 'fail' is 20%")
    }
    policy.stored = fields.choice("stored", of: Policy.Stored.self) ?? policy.stored
    policy.inconclusive =
      fields.choice("inconclusive", of: Policy.Inconclusive.self) ?? policy.inconclusive
    policy.baselineMaxAge = fields.duration("baseline_max_age", unit: "d")
    policy.rules = (fields.list("rules", orEmpty: true) ?? []).compactMap { rule($0) }
    return policy
  }

  private func percent(_ fraction: Double) -> String {
    let text = String((fraction * 1e6).rounded() / 1e4)
    return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + "%"
  }

  private func rule(_ node: YAMLNode) -> PolicyRule? {
    guard
      let fields = Fields(node, keys: PlanKeys.rule, owner: "the rule", at: node.position, in: self)
    else { return nil }
    var rule = PolicyRule(position: Position(node.position))
    rule.metric = fields.glob("metric")
    rule.suite = fields.glob("suite")
    rule.caseName = fields.glob("case")
    rule.warn = fields.limit("warn")
    rule.fail = fields.limit("fail")
    rule.floor = fields.amount("floor")
    rule.limit = fields.amount("limit")
    rule.gate = fields.flag("gate")
    rule.digestMayChange = fields.choice("digest", of: Digest.self).map { _ in true }
    rule.until = date("until", of: fields)
    rule.reason = fields.text("reason")
    check(rule, fields)
    return rule
  }

  private func check(_ rule: PolicyRule, _ fields: Fields) {
    if let warn = rule.warn, let fail = rule.fail, let value = fields["fail"]?.value,
      warn.isBelow(fail) == false
    {
      report(
        "plan.limit-order",
        "'warn' must be below 'fail': \(fields["warn"]?.value.scalar?.text ?? "") and "
          + "\(value.scalar?.text ?? "")", at: value.position)
    }
    if rule.digestMayChange == true {
      _ = fields.required("until", hint: "another digest is allowed up to a day: YYYY-MM-DD")
      _ = fields.required("reason", hint: "another digest is allowed for a reason")
    }
    let effects = ["warn", "fail", "floor", "limit", "gate", "digest"]
    if !effects.contains(where: fields.declares) {
      report(
        "plan.missing-key", "the rule sets nothing", at: fields.position,
        hint: "give it one of \(effects.joined(separator: ", "))")
    }
  }

  private func date(_ key: String, of fields: Fields) -> String? {
    guard let value = fields[key]?.value, let text = line(value, "'\(key)'") else { return nil }
    guard CalendarDate.isValid(text) else {
      report(
        "plan.bad-date", "'\(key)' expects a day as YYYY-MM-DD, found '\(YAMLError.shown(text))'",
        at: value.position)
      return nil
    }
    return text
  }
}
