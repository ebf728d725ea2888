internal import PerfModel
internal import PerfYAML

extension Fields {
  /// A text of one line that is not empty.
  func text(_ key: String, required: Bool = false) -> String? {
    guard let value = pair(key, required: required)?.value else { return nil }
    return reading.line(value, "'\(key)'")
  }

  /// A name of letters, digits, dot, underscore and hyphen.
  func name(_ key: String, required: Bool = false) -> String? {
    guard let value = pair(key, required: required)?.value,
      let text = reading.line(value, "'\(key)'")
    else { return nil }
    return reading.checkName(text, "'\(key)'", at: value.position) ? text : nil
  }

  /// One of the values of a type.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, of _: Choice.Type, required: Bool = false
  ) -> Choice? {
    guard let value = pair(key, required: required)?.value else { return nil }
    return reading.choice(value, "'\(key)'", of: Choice.self)
  }

  /// The nodes of a list.
  func list(_ key: String, orEmpty: Bool = false, hint: String? = nil) -> [YAMLNode]? {
    guard let value = self[key]?.value else { return nil }
    guard let elements = value.elements else {
      reading.wrongType(value, "'\(key)'", expected: "a list", hint: hint)
      return nil
    }
    if elements.isEmpty && !orEmpty {
      reading.report("plan.empty-list", "'\(key)' is an empty list", at: value.position)
      return nil
    }
    return elements
  }

  /// A path that stays below the folder it is relative to.
  func path(_ key: String) -> String? {
    guard let value = self[key]?.value, let text = reading.line(value, "'\(key)'") else {
      return nil
    }
    return reading.checkPath(text, "'\(key)'", at: value.position) ? text : nil
  }

  /// A glob as written, checked.
  func glob(_ key: String) -> String? {
    guard let value = self[key]?.value, let text = reading.line(value, "'\(key)'") else {
      return nil
    }
    return reading.checkGlob(text, at: value.position) ? text : nil
  }
}

extension Reading {
  /// A text of one line that is not empty, or nil, reported.
  func line(_ node: YAMLNode, _ subject: String) -> String? {
    guard let scalar = node.scalar else {
      wrongType(node, subject, expected: "a text")
      return nil
    }
    guard !scalar.text.isEmpty else {
      report("plan.no-value", "\(subject) is empty", at: node.position)
      return nil
    }
    guard !scalar.text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else {
      report(
        "plan.wrong-type", "\(subject) must be one line without control characters",
        at: node.position)
      return nil
    }
    return scalar.text
  }

  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ node: YAMLNode, _ subject: String, of _: Choice.Type
  ) -> Choice? {
    let known = Choice.allCases.map(\.rawValue)
    guard let text = node.scalar?.text else {
      wrongType(node, subject, expected: "one of \(known.joined(separator: ", "))")
      return nil
    }
    if let choice = Choice(rawValue: text) { return choice }
    report(
      "plan.bad-choice",
      "\(subject) must be one of \(known.joined(separator: ", ")), found '\(YAMLError.shown(text))'",
      at: node.position, hint: nearest(text, in: known).map { "did you mean '\($0)'?" })
    return nil
  }

  func checkName(_ text: String, _ subject: String, at position: YAMLPosition) -> Bool {
    let isName =
      (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { Self.isLetterOrDigit($0) || [0x2D, 0x2E, 0x5F].contains($0) }
    if !isName {
      report(
        "plan.bad-name", "\(subject) cannot be '\(YAMLError.shown(text))'", at: position,
        hint: "1 to 64 letters, digits, '.', '_' and '-'")
    }
    return isName
  }

  func checkVariable(_ text: String, at position: YAMLPosition) -> Bool {
    let isName =
      !text.isEmpty && !(0x30...0x39).contains(text.utf8.first ?? 0)
      && text.utf8.allSatisfy { Self.isLetterOrDigit($0) || $0 == 0x5F }
    if !isName {
      report(
        "plan.bad-name", "'\(YAMLError.shown(text))' is no name of an environment variable",
        at: position, hint: "letters, digits and '_', not a digit first")
    }
    return isName
  }

  func checkPath(_ text: String, _ subject: String, at position: YAMLPosition) -> Bool {
    var hint: String?
    if text.hasPrefix("/") {
      hint = "an absolute path is true on one machine only; write a relative one"
    } else if text.split(separator: "/").contains("..") {
      hint = "a path with '..' leads out of the folder"
    } else if text.contains("${") {
      hint = "nothing is substituted here"
    }
    if let hint {
      report(
        "plan.bad-path",
        "\(subject) must be a path below its folder, found "
          + "'\(YAMLError.shown(text))'", at: position, hint: hint)
    }
    return hint == nil
  }

  func checkGlob(_ text: String, at position: YAMLPosition) -> Bool {
    do throws(Glob.Failure) {
      _ = try Glob(text)
      return true
    } catch {
      let reason =
        switch error {
        case .empty: "it is empty"
        case .tooLong: "it has more than 1024 characters"
        case .unclosedBrace: "a '{' is never closed"
        case .strayBrace: "a '}' closes nothing"
        }
      report(
        "plan.bad-glob", "'\(YAMLError.shown(text))' is no pattern: \(reason)", at: position,
        hint: "'*' is any text, '?' any character, '{a,b}' either")
      return false
    }
  }

  static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}
