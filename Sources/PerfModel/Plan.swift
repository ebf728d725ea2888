/// A validated perfkit.yaml.
public struct Plan: Sendable, Hashable {
  /// The file, as the user would name it.
  public var file: String
  /// The folder that holds it, absolute.
  public var folder: String
  /// The project's name.
  public var project: String
  /// Engines in declared order.
  public var engines: [Engine]
  /// The project's own schemas.
  public var schemas: [Schema]
  /// Suites in declared order.
  public var suites: [Suite]
  /// The policy.
  public var policy: Policy
  /// The text of the file, line by line, for carets under what is found later.
  public var lines: [String]

  /// Makes a plan.
  public init(
    file: String, folder: String, project: String, engines: [Engine] = [], schemas: [Schema] = [],
    suites: [Suite] = [], policy: Policy = Policy(), lines: [String] = []
  ) {
    self.file = file
    self.folder = folder
    self.project = project
    self.engines = engines
    self.schemas = schemas
    self.suites = suites
    self.policy = policy
    self.lines = lines
  }

  /// The engine of a name.
  public func engine(named name: String) -> Engine? { engines.first { $0.name == name } }

  /// A usage problem at a place of this file, with the line to draw a caret under.
  public func problem(
    _ code: String, _ message: String, at position: Position, hint: String? = nil
  ) -> Problem {
    let inFile = position.line >= 1 && position.line <= lines.count
    return Problem(
      code, message, hint: hint, file: file, line: position.line, column: position.column,
      excerpt: inFile ? lines[position.line - 1] : nil, length: position.length, verdict: .usage)
  }
}

/// One case after its matrix and seeds are expanded.
public struct PlannedCase: Sendable, Hashable {
  /// The full name, `NAME/key=value,…`.
  public var name: String
  /// The suite it belongs to.
  public var suite: String
  /// The declaration it comes from.
  public var declaration: CaseDeclaration
  /// The seed of its runs.
  public var seed: UInt64
  /// The matrix keys with their values, in declared order.
  public var bindings: [EnvironmentValue]
  /// The fault that it runs under; nil: it runs clean.
  public var fault: FaultDeclaration?

  /// Makes a planned case.
  public init(
    name: String, suite: String, declaration: CaseDeclaration, seed: UInt64,
    bindings: [EnvironmentValue], fault: FaultDeclaration? = nil
  ) {
    self.name = name
    self.suite = suite
    self.declaration = declaration
    self.seed = seed
    self.bindings = bindings
    self.fault = fault
  }

  /// The objectives that judge it: those without `under` if it runs clean, else those whose `under`
  /// matches its fault.
  public var objectives: [Word] {
    (declaration.settings.objectives ?? []).filter { word in
      let condition = Condition(objective: word.text)
      guard let fault else { return condition?.under == nil }
      return condition?.holds(under: fault.name) ?? false
    }
  }

  /// The rules that conclude from it: none where it runs under a fault.
  public var decisions: [CaseSettings.Decision] {
    fault == nil ? declaration.settings.decisions ?? [] : []
  }
}
