internal import PerfModel
internal import PerfYAML

/// The known keys of one mapping; unknown ones and keys without a value are reported at once.
struct Fields {
  let reading: Reading
  /// What a person calls the mapping, such as `suite 'smoke'`.
  let owner: String
  /// Where the mapping belongs: its key, or the start of the list entry.
  let position: YAMLPosition
  /// The keys in the order of the file.
  let order: [String]
  private let pairs: [String: YAMLPair]
  private let declared: Set<String>
  /// Keys that unknown ones most likely mean.
  private let mistyped: Set<String>

  /// The fields of `node`, or nil, reported, if it is no mapping.
  init?(
    _ node: YAMLNode, keys: [String], owner: String, at position: YAMLPosition, in reading: Reading
  ) {
    guard let all = reading.pairs(node, of: owner, at: position) else { return nil }
    var known: [String: YAMLPair] = [:]
    var declared: Set<String> = []
    var mistyped: Set<String> = []
    for pair in all {
      guard keys.contains(pair.key) else {
        let near = reading.isFull ? nil : nearest(pair.key, in: keys)
        if let near { mistyped.insert(near) }
        reading.reportUnknown(pair, owner: owner, keys: keys, near: near)
        continue
      }
      declared.insert(pair.key)
      if pair.value.scalar?.isNull ?? false {
        reading.report(
          "plan.no-value", "'\(pair.key)' has no value", at: pair.position,
          hint: "give it one, or remove the key")
      } else {
        known[pair.key] = pair
      }
    }
    self.reading = reading
    self.owner = owner
    self.position = position
    self.declared = declared
    self.mistyped = mistyped
    pairs = known
    order = all.map(\.key).filter { known[$0] != nil }
  }

  /// The pair of a key; nil if it is not there or has no value.
  subscript(key: String) -> YAMLPair? { pairs[key] }

  /// Whether a key is there, with or without a value.
  func declares(_ key: String) -> Bool { declared.contains(key) }

  /// The pair of a key, whose absence is a mistake; an unknown key that is near to it was
  /// reported before.
  func required(_ key: String, hint: String? = nil) -> YAMLPair? {
    if !declared.contains(key) && !mistyped.contains(key) {
      reading.report("plan.missing-key", "\(owner) has no '\(key)'", at: position, hint: hint)
    }
    return pairs[key]
  }

  /// The pair of a key, required or not.
  func pair(_ key: String, required isRequired: Bool) -> YAMLPair? {
    isRequired ? required(key) : self[key]
  }
}

extension YAMLScalar {
  /// Whether YAML means "nothing" by it.
  var isNull: Bool { style == .plain && ["", "~", "null", "Null", "NULL"].contains(text) }
}

extension Reading {
  /// A mapping's pairs, or nil, reported.
  func pairs(_ node: YAMLNode, of owner: String, at position: YAMLPosition) -> [YAMLPair]? {
    if let pairs = node.pairs { return pairs }
    if node.scalar?.isNull ?? false {
      report(
        "plan.no-value", "\(owner) has no value", at: position,
        hint: "indent its keys below it, or write {}")
    } else {
      wrongType(node, owner, expected: "keys with values")
    }
    return nil
  }

  /// Reports that a node is not what is expected of `subject`.
  func wrongType(_ node: YAMLNode, _ subject: String, expected: String, hint: String? = nil) {
    report(
      "plan.wrong-type", "\(subject) expects \(expected), found \(found(node))",
      at: node.position, hint: hint)
  }

  /// What a message calls a node.
  func found(_ node: YAMLNode) -> String {
    switch node.content {
    case .scalar(let scalar): "'\(YAMLError.shown(scalar.text))'"
    case .sequence: "a list"
    case .mapping: "keys with values"
    }
  }

  /// Reports a key that a mapping does not know; `near` is the one most likely meant.
  func reportUnknown(_ pair: YAMLPair, owner: String, keys: [String], near: String?) {
    let home = PlanKeys.homes.first { $0.keys.contains(pair.key) }
    let hint =
      near.map { "did you mean '\($0)'?" }
      ?? home.map { "'\(pair.key)' belongs to \($0.owner)" } ?? listing(keys)
    report(
      "plan.unknown-key", "\(owner) has no key '\(YAMLError.shown(pair.key))'", at: pair.position,
      hint: hint)
  }

  /// The near miss of a word, or the known names.
  func suggestion(for word: String, among known: [String]) -> String {
    guard !isFull else { return "" }
    return nearest(word, in: known).map { "did you mean '\($0)'?" } ?? listing(known)
  }

  private func listing(_ known: [String]) -> String {
    guard !known.isEmpty else { return "none is declared" }
    let shown = known.prefix(12).map(YAMLError.shown).joined(separator: ", ")
    return "known: \(shown)\(known.count > 12 ? ", …" : "")"
  }
}
