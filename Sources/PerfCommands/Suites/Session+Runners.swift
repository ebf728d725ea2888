internal import PerfBuild
internal import PerfModel
internal import PerfRun

extension Session {
  /// What runs the cases of one suite on one build.
  /// - Parameters:
  ///   - path: the folder in which output and tables are kept.
  ///   - epoch: `SOURCE_DATE_EPOCH`.
  func runner(
    of entry: SuiteSelection.Entry, in plan: Plan, on build: EngineBuild, variant: String?,
    path: String, epoch: Int, overrides: SuiteRunner.Overrides
  ) -> SuiteRunner {
    SuiteRunner(
      suite: entry.suite, cases: entry.cases, engine: build.location(variant: variant),
      schemas: Schema.builtIn + plan.schemas, planFolder: plan.folder,
      folder: RunFolder(path: path), shownFolder: shown(path),
      path: environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin", epoch: epoch,
      overrides: overrides)
  }
}

extension EngineBuild {
  /// Where the runner finds the build's files.
  fileprivate func location(variant: String?) -> EngineLocation {
    EngineLocation(
      name: engine.name, folder: folder,
      products: Dictionary(
        products.map { ($0.path, $0.file) }, uniquingKeysWith: { first, _ in first }),
      variant: engine.variants.first { $0.name == variant })
  }
}

extension Sequence where Element == RunRecord.BuiltEngine {
  /// The compilers' version lines, each once, joined.
  var toolchain: String {
    var lines: [String] = []
    for engine in self where !lines.contains(engine.toolchain) { lines.append(engine.toolchain) }
    return lines.isEmpty ? "none" : lines.joined(separator: "; ")
  }
}
