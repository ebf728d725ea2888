internal import PerfModel
internal import PerfYAML

/// The known keys of one mapping of the policy; unknown ones are noted at once.
struct PolicyFields {
  let mistakes: PolicyMistakes
  let owner: String
  let position: YAMLPosition
  private let pairs: [String: YAMLPair]
  /// Known keys that an unknown one was probably meant as.
  private let meant: Set<String>

  init?(_ node: YAMLNode, keys: [String], owner: String, _ mistakes: PolicyMistakes) {
    guard let all = node.pairs else {
      mistakes.note(
        "policy.wrong-type", "\(owner) expects keys with values, found \(Self.found(node))",
        at: node.position)
      return nil
    }
    var pairs: [String: YAMLPair] = [:]
    var meant: Set<String> = []
    for pair in all {
      if keys.contains(pair.key) {
        pairs[pair.key] = pair
        continue
      }
      let near = nearest(pair.key, in: keys)
      if let near { meant.insert(near) }
      mistakes.note(
        "policy.unknown-key", "\(owner) has no key '\(YAMLError.shown(pair.key))'",
        at: pair.position,
        hint: near.map { "did you mean '\($0)'?" } ?? "known: \(keys.joined(separator: ", "))")
    }
    self.mistakes = mistakes
    self.owner = owner
    self.position = node.position
    self.pairs = pairs
    self.meant = meant
  }

  /// The value of a key; one that is not there is a mistake if it is required.
  func value(_ key: String, required: Bool = false, hint: String? = nil) -> YAMLNode? {
    if required && pairs[key] == nil && !meant.contains(key) {
      mistakes.note("policy.missing-key", "\(owner) has no '\(key)'", at: position, hint: hint)
    }
    guard let pair = pairs[key] else { return nil }
    if pair.value.scalar?.isAbsent ?? false {
      mistakes.note(
        "policy.no-value", "'\(key)' has no value", at: pair.position,
        hint: "give it one, or remove the key")
      return nil
    }
    return pair.value
  }

  /// A text of one line.
  func text(_ key: String, required: Bool = false, hint: String? = nil) -> String? {
    value(key, required: required, hint: hint).flatMap { text($0, "'\(key)'") }
  }

  /// A list of texts of one line each.
  func texts(_ key: String, required: Bool = false, hint: String? = nil) -> [YAMLText]? {
    guard let node = value(key, required: required, hint: hint) else { return nil }
    guard let elements = node.elements else {
      note("wrong-type", "'\(key)' expects a list, found \(Self.found(node))", at: node.position)
      return nil
    }
    return elements.compactMap { element in
      text(element, "an entry of '\(key)'").map { YAMLText(text: $0, position: element.position) }
    }
  }

  /// The entries of a list.
  func list(_ key: String) -> [YAMLNode] {
    guard let node = value(key) else { return [] }
    if let elements = node.elements { return elements }
    note("wrong-type", "'\(key)' expects a list, found \(Self.found(node))", at: node.position)
    return []
  }

  /// `true` or `false`.
  func flag(_ key: String) -> Bool? {
    guard let node = value(key) else { return nil }
    if let scalar = node.scalar, scalar.style == .plain {
      if scalar.text == "true" { return true }
      if scalar.text == "false" { return false }
    }
    note(
      "wrong-type", "'\(key)' expects true or false, found \(Self.found(node))", at: node.position)
    return nil
  }

  /// One of the values of a type.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, of type: Choice.Type, required: Bool = false
  ) -> Choice? {
    value(key, required: required).flatMap { choice($0, "'\(key)'", of: type) }
  }

  /// One of the values of a type.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ node: YAMLNode, _ subject: String, of _: Choice.Type
  ) -> Choice? {
    let known = Choice.allCases.map(\.rawValue)
    if let choice = node.scalar.flatMap({ Choice(rawValue: $0.text) }) { return choice }
    note(
      "bad-choice",
      "\(subject) must be one of \(known.joined(separator: ", ")), found \(Self.found(node))",
      at: node.position,
      hint: node.scalar.flatMap { nearest($0.text, in: known) }.map { "did you mean '\($0)'?" })
    return nil
  }

  /// A path that stays below the project's folder.
  func path(_ key: String) -> String? {
    guard let node = value(key), let text = text(node, "'\(key)'") else { return nil }
    return isPath(text, "'\(key)'", at: node.position) ? text : nil
  }

  /// Whether a text is a path that stays below the project's folder; noted if not.
  func isPath(_ text: String, _ subject: String, at position: YAMLPosition) -> Bool {
    let leaves = text.hasPrefix("/") || text.split(separator: "/").contains("..")
    if leaves {
      note(
        "bad-path",
        "\(subject) must be a path below the project, found '\(YAMLError.shown(text))'",
        at: position, hint: "write it relative to the folder of perfkit.yaml, without '..'")
    }
    return !leaves
  }

  /// Whether a text is a glob; noted if not.
  func isGlob(_ text: YAMLText) -> Bool {
    if (try? Glob(text.text)) != nil { return true }
    note(
      "bad-glob", "'\(YAMLError.shown(text.text))' is no pattern", at: text.position,
      hint: "'*' is any text, '?' any character, '{a,b}' either")
    return false
  }

  /// Notes a mistake.
  func note(_ code: String, _ message: String, at position: YAMLPosition, hint: String? = nil) {
    mistakes.note("policy." + code, message, at: position, hint: hint)
  }

  private func text(_ node: YAMLNode, _ subject: String) -> String? {
    guard let scalar = node.scalar else {
      note("wrong-type", "\(subject) expects a text, found \(Self.found(node))", at: node.position)
      return nil
    }
    let isLine =
      !scalar.text.isEmpty
      && !scalar.text.unicodeScalars.contains { $0.properties.generalCategory == .control }
    if isLine { return scalar.text }
    note("wrong-type", "\(subject) must be one line that is not empty", at: node.position)
    return nil
  }

  private static func found(_ node: YAMLNode) -> String {
    switch node.content {
    case .scalar(let scalar): "'\(YAMLError.shown(scalar.text))'"
    case .sequence: "a list"
    case .mapping: "keys with values"
    }
  }
}

/// A text with its place.
struct YAMLText {
  var text: String
  var position: YAMLPosition
}
