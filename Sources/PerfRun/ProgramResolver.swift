internal import PerfFiles
internal import PerfModel
internal import PerfProcess

/// Finds the program that the first word of a command names.
struct ProgramResolver {
  /// A program with the name it has in the record.
  struct Program {
    var path: String
    var name: String
  }

  let engine: EngineLocation
  let environment: [String]

  /// With a slash: a path from the engine's folder.
  ///
  /// Without: a file of the build by its path, name or product; else a program on PATH.
  func resolve(_ text: String, word: Word, caseName: String) throws(RunError) -> Program {
    if text.contains("/") {
      let declared = Path.normalize(text)
      if let copy = engine.products[declared] { return Program(path: copy, name: declared) }
      let path = Path.join(engine.folder, text)
      if File.isExecutable(path) {
        return Program(path: path, name: Path.relative(path, to: engine.folder))
      }
      let reason = File.isRegular(path) ? " (not executable)" : ""
      throw .unknownProgram(
        word: word, caseName: caseName,
        tried: ["'\(declared)' in the engine's folder\(reason)"], suggestion: suggestion(declared))
    }
    let byName = engine.products.keys.sorted().first { $0 == text || Path.name(of: $0) == text }
    if let byName, let copy = engine.products[byName] { return Program(path: copy, name: byName) }
    if let path = ProgramSearch(environment).find(text) { return Program(path: path, name: text) }
    let tried = ["the engine's files (\(known))", "PATH"]
    if let suggestion = suggestion(text) {
      throw .unknownProgram(word: word, caseName: caseName, tried: tried, suggestion: suggestion)
    }
    throw .missingProgram(word: word, caseName: caseName, tried: tried)
  }

  private var known: String {
    engine.products.isEmpty ? "none" : engine.products.keys.sorted().joined(separator: ", ")
  }

  private func suggestion(_ text: String) -> String? {
    nearest(text, in: engine.products.keys.sorted())
  }
}
