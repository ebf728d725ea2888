internal import PerfModel
internal import PerfYAML

extension Reading {
  /// The names a text may substitute.
  struct Scope {
    /// Matrix keys.
    var matrix: [String] = []
    /// Environment variables that `${env:NAME}` may name, those of the case before those of the
    /// suite and of variants; nil where it may not be used.
    var environment: [KnownNames]?

    func contains(_ name: String) -> Bool {
      if name.hasPrefix("env:") {
        let variable = String(name.dropFirst(4))
        return environment?.contains { $0.contains(variable) } ?? false
      }
      return Template.runNames.contains(name) || matrix.contains(name)
    }

    var variables: [String] { (environment ?? []).flatMap { $0.list.prefix(100) } }
  }

  /// Reports every substitution in a scalar that cannot be made.
  func checkTemplate(_ node: YAMLNode, in scope: Scope) {
    guard let text = node.scalar?.text, text.contains("$") else { return }
    let template: Template
    do throws(Template.Failure) {
      template = try Template(text)
    } catch {
      reportBroken(error, in: node)
      return
    }
    var places: [Int: YAMLPosition]?
    for case .name(let name, let offset) in template.parts where !scope.contains(name) {
      let known = places ?? (isFull ? [:] : placesOfDollars(in: node))
      places = known
      var position = known[offset] ?? node.position
      if known[offset] != nil { position.length = name.count + 3 }
      report(
        "plan.unknown-substitution", "'${\(YAMLError.shown(name))}' is not known here",
        at: position, hint: isFull ? nil : hint(for: name, in: scope))
    }
  }

  private func reportBroken(_ failure: Template.Failure, in node: YAMLNode) {
    let places = placesOfDollars(in: node)
    switch failure {
    case .unterminated(let offset):
      report(
        "plan.bad-substitution", "'${' is never closed", at: places[offset] ?? node.position,
        hint: "write '}' behind the name, or '$$' for a dollar")
    case .noName(let offset):
      report(
        "plan.bad-substitution", "'${}' names nothing", at: places[offset] ?? node.position,
        hint: "write '$$' for a dollar")
    }
  }

  private func hint(for name: String, in scope: Scope) -> String {
    guard name.hasPrefix("env:") else {
      let known = Template.runNames + scope.matrix + scope.variables.map { "env:\($0)" }
      return nearest(name, in: known).map { "did you mean '${\($0)}'?" }
        ?? suggestion(for: name, among: known) + "; write '$${' for a plain '${'"
    }
    guard scope.environment != nil else {
      return "an environment value cannot use another one"
    }
    let variable = String(name.dropFirst(4))
    if let near = nearest(variable, in: scope.variables) { return "did you mean '${env:\(near)}'?" }
    return "declare \(YAMLError.shown(variable)) under 'environment' of the suite, the case or a "
      + "variant"
  }

  /// Where the dollars of a scalar's text stand in the file, by their offsets in the text; empty
  /// where escapes or line breaks hide them.
  private func placesOfDollars(in node: YAMLNode) -> [Int: YAMLPosition] {
    let text = node.scalar?.text ?? ""
    let offsets = text.enumerated().filter { $0.element == "$" }.map(\.offset)
    let line = characters(ofLine: node.position.line)
    let start = min(line.count, node.position.column - 1)
    let end = min(line.count, start + node.position.length)
    let columns = (start..<end).filter { line[$0] == "$" }
    guard columns.count == offsets.count else { return [:] }
    let places = columns.map { YAMLPosition(line: node.position.line, column: $0 + 1, length: 2) }
    return Dictionary(uniqueKeysWithValues: zip(offsets, places))
  }

  /// The words of a command: any scalars, none of them left out.
  func words(_ node: YAMLNode, _ subject: String, in scope: Scope) -> [Word]? {
    guard let elements = node.elements else {
      let text = node.scalar?.text ?? ""
      let hint = text.contains(where: { "\"'\\$|;<>&".contains($0) }) ? nil : text
      wrongType(
        node, subject, expected: "a list of words",
        hint: hint.map {
          "write [\(YAMLError.shown($0.split(separator: " ").joined(separator: ", ")))]"
        } ?? "write each word as an entry of a list; no shell reads it")
      return nil
    }
    guard !elements.isEmpty else {
      report("plan.empty-list", "\(subject) is an empty list", at: node.position)
      return nil
    }
    return elements.enumerated().compactMap { index, element in
      guard let text = word(element, of: subject) else { return nil }
      if index == 0 && text.isEmpty {
        report("plan.no-value", "the first word of \(subject) is empty", at: element.position)
        return nil
      }
      checkTemplate(element, in: scope)
      return Word(text, position: Position(element.position))
    }
  }

  /// The text of one word of a list.
  func word(_ node: YAMLNode, of subject: String) -> String? {
    guard let scalar = node.scalar else {
      wrongType(node, "a word of \(subject)", expected: "a text")
      return nil
    }
    guard !scalar.isAbsent else {
      report(
        "plan.no-value", "a word of \(subject) has no value", at: node.position,
        hint: "write \"\" for an empty word")
      return nil
    }
    return scalar.text
  }
}
