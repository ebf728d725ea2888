internal import PerfModel
internal import PerfYAML

extension Fields {
  /// A whole number in `range`.
  func count(_ key: String, in range: ClosedRange<Int> = 1...1_000_000) -> Int? {
    self[key].flatMap { pair in
      reading.unsigned(pair.value, "'\(key)'").flatMap { number in
        if let count = Int(exactly: number), range.contains(count) { return count }
        reading.report(
          "plan.bad-number",
          "'\(key)' must be from \(range.lowerBound) to \(range.upperBound), found \(number)",
          at: pair.value.position)
        return nil
      }
    }
  }

  /// `true` or `false`.
  func flag(_ key: String) -> Bool? {
    guard let value = self[key]?.value else { return nil }
    if let scalar = value.scalar, scalar.style == .plain {
      if scalar.text == "true" { return true }
      if scalar.text == "false" { return false }
    }
    let hint: String? =
      switch value.scalar?.text.lowercased() {
      case "yes", "on", "y", "true", "1": "write true, without quotes"
      case "no", "off", "n", "false", "0": "write false, without quotes"
      default: nil
      }
    reading.wrongType(value, "'\(key)'", expected: "true or false", hint: hint)
    return nil
  }

  /// A duration above zero.
  ///
  /// A number without a unit is asked whether `unit` was meant.
  func duration(_ key: String, unit: String = "s") -> Duration? {
    guard let value = self[key]?.value else { return nil }
    if let text = value.scalar?.text, let duration = Duration(text: text) {
      if duration > .zero { return duration }
      reading.report("plan.bad-duration", "'\(key)' must be above zero", at: value.position)
      return nil
    }
    reading.reportQuantity(
      "plan.bad-duration", value, "'\(key)' expects a duration such as 500ms, 20s, 3m, 2h or 90d",
      unit: unit)
    return nil
  }

  /// A percentage, as a fraction in `range`.
  func fraction(_ key: String, in range: Range<Double>, hint: String) -> Double? {
    guard let value = self[key]?.value else { return nil }
    if case .relative(let fraction) = value.scalar.flatMap({ Limit(text: $0.text) }) {
      if range.contains(fraction) { return fraction }
      reading.report(
        "plan.bad-percentage", "'\(key)' is out of range: '\(value.scalar?.text ?? "")'",
        at: value.position, hint: hint)
      return nil
    }
    reading.reportQuantity(
      "plan.bad-percentage", value, "'\(key)' expects a percentage such as 5%", unit: "%")
    return nil
  }

  /// A percentage or an amount with a unit.
  func limit(_ key: String) -> Limit? {
    guard let value = self[key]?.value else { return nil }
    if let limit = value.scalar.flatMap({ Limit(text: $0.text) }) { return limit }
    reading.reportQuantity(
      "plan.bad-limit", value, "'\(key)' expects a limit such as 5%, 50us or 64MiB", unit: "%")
    return nil
  }

  /// An amount with a unit.
  func amount(_ key: String) -> Limit? {
    guard let value = self[key]?.value else { return nil }
    if let limit = value.scalar.flatMap({ Limit(text: $0.text) }), case .absolute = limit {
      return limit
    }
    reading.reportQuantity(
      "plan.bad-limit", value, "'\(key)' expects an amount with a unit such as 50us or 64MiB",
      unit: " count")
    return nil
  }
}

extension Reading {
  /// A whole number without sign, or nil, reported.
  func unsigned(_ node: YAMLNode, _ subject: String) -> UInt64? {
    guard let scalar = node.scalar else {
      wrongType(node, subject, expected: "a whole number")
      return nil
    }
    let digits = scalar.text.utf8
    let isDecimal =
      !digits.isEmpty && digits.allSatisfy { (0x30...0x39).contains($0) }
      && (digits.count == 1 || digits.first != 0x30)
    if isDecimal, scalar.style == .plain, let number = UInt64(scalar.text) { return number }
    let hint: String? =
      if isDecimal && scalar.style == .quoted {
        "write it without quotes"
      } else if isDecimal {
        "at most \(UInt64.max)"
      } else if let number = UInt64(scalar.text.filter { $0 != "_" }) {
        "write \(number)"
      } else {
        nil
      }
    report(
      "plan.bad-number",
      "\(subject) expects a whole number, found '\(YAMLError.shown(scalar.text))'",
      at: node.position, hint: hint)
    return nil
  }

  /// Reports a quantity that cannot be read; a bare number is told the unit it may lack.
  func reportQuantity(_ code: String, _ node: YAMLNode, _ expectation: String, unit: String) {
    guard let scalar = node.scalar else {
      return report(code, expectation, at: node.position)
    }
    var hint: String?
    if let number = Double(scalar.text), number.isFinite, number >= 0, scalar.text.count <= 20 {
      let isFraction = unit == "%" && number < 1 && number > 0
      let value = isFraction ? "\((number * 1e6).rounded() / 1e4)" : scalar.text
      let short = isFraction && value.hasSuffix(".0") ? String(value.dropLast(2)) : value
      hint = "did you mean \(short)\(unit)?"
    }
    report(
      code, "\(expectation), found '\(YAMLError.shown(scalar.text))'", at: node.position,
      hint: hint)
  }
}
