internal import PerfModel
internal import PerfYAML

/// One reading of a document: what is known so far and every mistake met.
final class Reading {
  /// How many mistakes are told at once.
  static let told = 20
  /// How many are kept to choose those from.
  private static let kept = 100

  let document: YAMLDocument
  let file: String
  /// Names of schemas a result may have.
  var schemaNames: KnownNames
  private var lastLine: (number: Int, characters: [Character]) = (0, [])
  private var problems: [Problem]
  private var untold = 0

  init(_ document: YAMLDocument, file: String, schemas: [String]) {
    self.document = document
    self.file = file
    schemaNames = KnownNames(schemas)
    problems = document.mistakes.map(Problem.init)
  }

  /// Notes a mistake.
  func report(_ code: String, _ message: String, at position: YAMLPosition, hint: String? = nil) {
    guard !isFull else {
      untold += 1
      return
    }
    problems.append(
      Problem(
        code, message, hint: hint, file: file, line: position.line, column: position.column,
        length: position.length, verdict: .usage))
  }

  /// Whether further mistakes are only counted.
  var isFull: Bool { problems.count >= Self.kept }

  /// The characters of a line, from 1.
  func characters(ofLine number: Int) -> [Character] {
    if lastLine.number != number { lastLine = (number, Array(document.line(number))) }
    return lastLine.characters
  }

  /// The mistakes in the order of their places; the last one counts those left out.
  var sortedProblems: [Problem] {
    let sorted = problems.sorted {
      ($0.line ?? 0, $0.column ?? 0, $0.code) < ($1.line ?? 0, $1.column ?? 0, $1.code)
    }
    let more = sorted.count - Self.told + untold
    let told = sorted.prefix(Self.told).map { problem in
      var problem = problem
      problem.excerpt = problem.line.map(document.line)
      return problem
    }
    guard more > 0 else { return told }
    return told + [
      Problem(
        "plan.more", "\(more) more \(more == 1 ? "mistake" : "mistakes")", file: file,
        verdict: .usage)
    ]
  }

  /// The plan, or nil where its frame is not there; it counts only if no mistake was noted.
  func plan(folder: String) -> Plan? {
    guard
      let top = Fields(
        document.root, keys: PlanKeys.top, owner: "the file", at: document.root.position, in: self)
    else { return nil }
    guard checkVersion(top) else {
      problems.removeAll { $0.code != "plan.bad-version" && $0.code != "plan.missing-key" }
      return nil
    }
    let project = top.name("project", required: true)
    let schemas = readSchemas(top)
    let engines = readEngines(top)
    let suites = readSuites(top, engines: engines)
    let policy = readPolicy(top)
    checkExpansion(of: suites, at: top)
    return Plan(
      file: file, folder: folder, project: project ?? "", engines: engines, schemas: schemas,
      suites: suites, policy: policy, lines: document.lines)
  }

  /// Whether the file's version is one this reader knows, so that its other keys mean something.
  private func checkVersion(_ top: Fields) -> Bool {
    guard let pair = top.required("version") else { return true }
    guard let scalar = pair.value.scalar, scalar.style == .plain, scalar.text == "1" else {
      report(
        "plan.bad-version", "'version' must be 1, found \(found(pair.value))",
        at: pair.value.position,
        hint: "this perfkit reads 'version: 1', without quotes")
      return false
    }
    return true
  }
}

extension Position {
  init(_ position: YAMLPosition) {
    self.init(line: position.line, column: position.column, length: position.length)
  }
}
