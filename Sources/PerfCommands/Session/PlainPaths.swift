internal import PerfModel

/// Takes absolute paths out of what documents say: no document tells where on a machine it was made.
struct PlainPaths {
  private let replacements: [(prefix: String, name: String)]

  init(_ session: Session) {
    var known: [(String, String)] = []
    if let folder = session.planFolder, folder != "/" {
      known += [(folder + "/", ""), (folder, ".")]
    }
    if let home = session.environment["HOME"], home.utf8.count > 1 { known.append((home, "~")) }
    replacements = known.map { (prefix: $0.0, name: $0.1) }
  }

  func clean(_ text: String) -> String {
    replacements.reduce(text) { $0.replacing($1.prefix, with: $1.name) }
  }

  func clean(_ problem: Problem) -> Problem {
    var problem = problem
    problem.message = clean(problem.message)
    problem.hint = problem.hint.map { clean($0) }
    problem.file = problem.file.map { clean($0) }
    return problem
  }

  func clean(_ record: PairedRecord) -> PairedRecord {
    var record = record
    for index in record.cases.indices {
      for place in record.cases[index].failures.indices {
        record.cases[index].failures[place].reason = clean(
          record.cases[index].failures[place].reason)
      }
    }
    return record
  }

  func clean(_ record: RunRecord) -> RunRecord {
    var record = record
    record.errors = record.errors.map { clean($0) }
    record.warnings = record.warnings.map { clean($0) }
    for index in record.cases.indices {
      record.cases[index].reason = record.cases[index].reason.map { clean($0) }
    }
    return record
  }
}
