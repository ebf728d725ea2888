internal import PerfFiles
internal import PerfModel
internal import PerfYAML

extension Reading {
  /// How many cases a plan may have.
  static let mostCases = 10_000
  /// How many result files the cases of a plan may have together.
  private static let mostFiles = 50_000
  private static let resultFormats = ["csv", "json", "ndjson"]

  /// Reports what only shows when matrices and seeds are expanded.
  func checkExpansion(of suites: [Suite], at top: Fields) {
    var count = 0
    var files = 0
    for suite in suites {
      for declaration in suite.cases {
        let more = declaration.caseCount(seeds: suite.seeds.count)
        guard more <= Self.mostCases - count else {
          report(
            "plan.too-many-cases",
            "with this case, matrices and seeds make more than \(Self.mostCases) cases",
            at: YAMLPosition(declaration.position))
          return
        }
        count += more
        files += more * declaration.results.count
        guard files <= Self.mostFiles else {
          report(
            "plan.too-many-cases",
            "with this case, there are more than \(Self.mostFiles) result files",
            at: YAMLPosition(declaration.position))
          return
        }
      }
    }
    let plan = Plan(file: file, folder: "", project: "")
    for suite in suites {
      var places: [String: Position] = [:]
      var repeated: Set<Position> = []
      for planned in plan.cases(of: suite) where !planned.declaration.name.isEmpty {
        let position = planned.declaration.position
        if let first = places[planned.name], first != position, repeated.insert(position).inserted {
          report(
            "plan.duplicate",
            "the case '\(YAMLError.shown(planned.name))' is there twice: first "
              + "in line \(first.line), column \(first.column)", at: YAMLPosition(position))
        }
        places[planned.name] = places[planned.name] ?? position
      }
      for declaration in suite.cases {
        checkFiles(of: declaration)
        checkLoads(of: declaration, seeds: suite.seeds)
        checkFaults(of: declaration)
      }
    }
  }

  /// Reports result files that perfkit cannot read below the folder for results, or that one run
  /// would write twice.
  private func checkFiles(of declaration: CaseDeclaration) {
    let keys = declaration.matrix.map(\.key)
    var files = declaration.results.compactMap { result in
      (try? Template(result.file)).map { (result: result, template: $0) }
    }
    let isFixed = !files.contains { $0.template.names.contains(where: keys.contains) }
    for bindings in declaration.bindings().prefix(isFixed ? 1 : .max) {
      var seen: Set<String> = []
      files.removeAll { file in
        let path = file.template.expanded { name in
          bindings.first { $0.name == name }?.value
            ?? (Template.runNames.contains(name) || name.hasPrefix("env:") ? "x" : nil)
        }
        let position = YAMLPosition(file.result.position)
        guard let path, checkFile(path, at: position) else { return true }
        if seen.insert(Path.normalize(path)).inserted { return false }
        report(
          "plan.duplicate", "the file '\(YAMLError.shown(path))' is there twice", at: position)
        return true
      }
    }
  }

  private func checkFile(_ path: String, at position: YAMLPosition) -> Bool {
    guard checkPath(path, "'file'", at: position) else { return false }
    if Self.resultFormats.contains(Path.fileExtension(of: path)) { return true }
    report(
      "plan.bad-path", "'\(YAMLError.shown(path))' has none of the endings perfkit reads",
      at: position, hint: "name it .csv, .json or .ndjson: the ending decides the format")
    return false
  }
}

extension YAMLPosition {
  init(_ position: Position) {
    self.init(line: position.line, column: position.column, length: position.length)
  }
}
