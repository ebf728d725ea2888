internal import Glibc
internal import PerfCrypto
internal import PerfFiles
internal import PerfModel
internal import PerfPlan

/// What commands share: options, console, the plan and where things lie.
final class Session {
  let options: GlobalOptions
  let console: Console
  private(set) var environment: [String: String]
  /// The name of the command, as documents carry it.
  let command: String
  /// perfkit.yaml's folder, once it is known: `.perfkit` lies beside it.
  private(set) var planFolder: String?
  /// Whether `.perfkit/last.json` is written; not after `clean`.
  var keepsState = true
  /// Whether `--output` takes what the command itself writes, and not its document.
  var writesOwnOutput = false

  init(_ options: GlobalOptions, command: String) {
    self.options = options
    self.command = command
    environment = Self.readEnvironment()
    console = Console(options, environment: environment)
  }

  /// The caller's environment, `NAME=value`.
  var environmentEntries: [String] { environment.map { $0 + "=" + $1 }.sorted() }

  var stateFolder: String { Path.join(planFolder ?? ".", ".perfkit") }

  /// Where scratch folders are made.
  var scratchParent: String {
    let named = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 }
    return Path.join(Path.current, named ?? "/tmp")
  }

  /// The digest by which a record names the configuration it was made with.
  func configDigest(_ plan: Plan) throws(Problems) -> String {
    try attempt { try SHA256.hex(of: Array(plan.lines.joined(separator: "\n").utf8)) }
  }

  var now: UTCTime { UTCTime(seconds: time(nil)) }

  /// Takes variables out of the environment, so that no program started from now on sees them.
  func withhold(_ isSecret: (_ name: String, _ value: String) -> Bool) {
    for (name, value) in environment where isSecret(name, value) {
      environment[name] = nil
      // Libraries start programs with what this process has.
      unsetenv(name)
    }
  }

  private static func readEnvironment() -> [String: String] {
    var values: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      let whole = String(cString: text)
      if let equals = whole.firstIndex(of: "=") {
        values[String(whole[..<equals])] = String(whole[whole.index(after: equals)...])
      }
      entry += 1
    }
    return values
  }

  /// Reads perfkit.yaml, found upwards or named by `--config`.
  func plan() throws(Problems) -> Plan {
    let file = try planFile()
    planFolder = Path.folder(of: file)
    let shown = options.config ?? shown(file)
    return try PlanReader.read(file: shown)
  }

  /// Finds perfkit.yaml's folder without reading it, so that `.perfkit/last.json` can be written
  /// also after a mistake on the command line.
  func locatePlan() {
    guard planFolder == nil, let file = try? planFile() else { return }
    planFolder = Path.folder(of: file)
  }

  private func planFileAbove() -> String? {
    var folder = Path.current
    while true {
      let path = folder == "/" ? "/perfkit.yaml" : folder + "/perfkit.yaml"
      if File.exists(path) { return path }
      let above = Path.folder(of: folder)
      guard above != folder else { return nil }
      folder = above
    }
  }

  private func planFile() throws(Problems) -> String {
    guard Path.current.hasPrefix("/") else {
      throw Problems([
        Problem(
          "folder.gone", "the working folder does not exist any more",
          hint: "change to a folder that does")
      ])
    }
    if let config = options.config {
      let path = Path.join(Path.current, config)
      guard File.exists(path) else {
        throw Problems([
          Problem(
            "plan.missing", "there is no file '\(config)'",
            hint: "`perfkit init` writes a perfkit.yaml for the project found here",
            verdict: .usage)
        ])
      }
      return path
    }
    if let path = planFileAbove() { return path }
    throw Problems([
      Problem(
        "plan.missing", "there is no perfkit.yaml here or in a folder above",
        hint: "`perfkit init` writes one for the project found here", verdict: .usage)
    ])
  }

  /// A path as a person standing here would write it.
  func shown(_ path: String) -> String {
    let current = Path.current
    let relative = Path.relative(path, to: current)
    guard relative == path else { return relative }
    var up = ""
    var folder = current
    while folder.hasPrefix("/"), folder != "/" {
      folder = Path.folder(of: folder)
      up += "../"
      let below = Path.relative(path, to: folder)
      if below != path { return up.utf8.count <= 9 ? up + below : path }
    }
    return path
  }

  /// Creates `.perfkit` with a `.gitignore` of `*`.
  func createStateFolder() throws(Problems) {
    try attempt {
      try Folder.create(stateFolder)
      let ignore = stateFolder + "/.gitignore"
      if !File.exists(ignore) { try File.write("*\n".utf8, to: ignore) }
    }
  }
}
