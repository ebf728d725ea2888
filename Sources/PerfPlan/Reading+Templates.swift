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
      switch error {
      case .unterminated(let offset):
        report(
          "plan.bad-substitution", "'${' is never closed", at: place(of: offset, in: node),
          hint: "write '}' behind the name, or '$$' for a dollar")
      case .noName(let offset):
        report(
          "plan.bad-substitution", "'${}' names nothing", at: place(of: offset, in: node),
          hint: "write '$$' for a dollar")
      }
      return
    }
    for case .name(let name, let offset) in template.parts where !scope.contains(name) {
      var position = place(of: offset, in: node)
      if position != node.position { position.length = name.count + 3 }
      report(
        "plan.unknown-substitution", "'${\(YAMLError.shown(name))}' is not known here",
        at: position, hint: isFull ? nil : hint(for: name, in: scope))
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

  /// Where the `$` at an offset of a scalar's text stands in the file; the scalar itself where
  /// escapes or line breaks hide it.
  private func place(of offset: Int, in node: YAMLNode) -> YAMLPosition {
    let text = node.scalar?.text ?? ""
    var dollars = text.prefix(offset + 1).count { $0 == "$" }
    let start = node.position.column - 1
    let line = characters(ofLine: node.position.line)
    let end = min(line.count, start + node.position.length)
    for index in min(start, end)..<end where line[index] == "$" {
      dollars -= 1
      if dollars == 0 {
        return YAMLPosition(line: node.position.line, column: index + 1, length: 2)
      }
    }
    return node.position
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
