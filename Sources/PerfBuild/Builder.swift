public import PerfModel
internal import PerfCrypto
internal import PerfFiles
internal import PerfProcess

/// Builds engines and keeps what they left, by the identity of everything that went in.
public struct Builder: Sendable {
  /// `.perfkit/build`, absolute.
  private let cache: String
  /// The caller's environment, `NAME=value`.
  private let environment: [String]

  /// The variables that are always part of a build's identity.
  private static let namedVariables = [
    "CC", "CXX", "CFLAGS", "CXXFLAGS", "LDFLAGS", "SWIFTFLAGS",
  ]

  /// Makes a builder that keeps its files in `cache`.
  public init(cache: String, environment: [String]) {
    self.cache = cache
    self.environment = environment
  }

  /// Builds an engine, or finds the build of the same content.
  ///
  /// `started` is called before anything runs, `tick` about ten times a second while it does.
  public func build(
    _ engine: Engine, from source: EngineSource, started: () -> Void = {},
    tick: (Duration) -> Void = { _ in }
  ) throws(BuildError) -> EngineBuild {
    let folder = Path.join(source.projectFolder, engine.source)
    guard Folder.exists(folder) else {
      throw .missingSource(engine: engine.name, folder: engine.source)
    }
    let recipe = BuildRecipe(engine, ref: source.ref)
    let toolchain = try Toolchain(
      environment: environment, cacheFile: cache + "/compilers.json"
    ).describe(recipe)
    let flags = self.flags(of: engine)
    let key = try hashed(
      [
        source.content, engine.name, engine.source, recipe.identity, toolchain.identity,
        source.ref == nil ? "work tree" : "export",
      ] + flags)
    let entry = BuildEntry(folder: cache + "/" + key)
    if recipe.isCacheable, let products = entry.products() {
      return EngineBuild(
        engine: engine, folder: folder, products: products,
        record: record(engine, recipe, toolchain.version, flags, products), log: entry.log,
        reused: true, key: key)
    }
    started()
    do throws(FileError) { try Folder.create(entry.folder) } catch { throw .file(error) }
    let scratch =
      source.ref == nil ? cache + "/swiftpm-" + engine.name : entry.folder + "/scratch"
    let commands = recipe.commands(
      folder: folder, scratch: scratch, project: source.projectFolder)
    for (index, command) in commands.enumerated() {
      try run(
        command, of: engine, in: folder, log: index == 0 ? entry.log : entry.log + ".\(index)",
        tick: tick)
    }
    try entry.joinLogs()
    var files = try BuiltFiles(engine: engine.name, recipe: recipe, log: entry.log)
      .find(folder: folder, scratch: scratch)
    let finished = entry.folder + "/finished"
    if recipe.isReproducible {
      files = try ProductFinisher(engine: engine.name, environment: environment)
        .finish(files, in: finished)
    }
    let products = try entry.store(files)
    do throws(FileError) {
      try Folder.remove(finished)
      if source.ref != nil { try Folder.remove(scratch) }
    } catch {
      throw .file(error)
    }
    return EngineBuild(
      engine: engine, folder: folder, products: products,
      record: record(engine, recipe, toolchain.version, flags, products), log: entry.log,
      reused: false, key: key)
  }

  private func flags(of engine: Engine) -> [String] {
    let names = Self.namedVariables + engine.buildEnvironment
    return environment.filter { entry in names.contains { entry.hasPrefix($0 + "=") } }.sorted()
  }

  private func hashed(_ parts: [String]) throws(BuildError) -> String {
    do throws(CryptoError) {
      return String(try SHA256.hex(of: Array(parts.joined(separator: "\0\n").utf8)).prefix(16))
    } catch {
      throw .hashing(reason: "\(error)")
    }
  }

  private func record(
    _ engine: Engine, _ recipe: BuildRecipe, _ toolchain: String, _ flags: [String],
    _ products: [EngineBuild.Product]
  ) -> RunRecord.BuiltEngine {
    RunRecord.BuiltEngine(
      name: engine.name, build: recipe.kind.rawValue, toolchain: toolchain, flags: flags,
      artefacts: products.map(\.artefact))
  }

  private func run(
    _ words: [String], of engine: Engine, in folder: String, log: String,
    tick: (Duration) -> Void
  ) throws(BuildError) {
    guard let tool = words.first else { return }
    let name = tool.contains("/") ? Path.join(folder, tool) : tool
    guard let program = ProgramSearch(environment).find(name) else {
      throw .missingTool(engine: engine.name, tool: tool)
    }
    var command = Command(
      executable: program, arguments: words, environment: environment, folder: folder)
    command.joinsStreams = true
    command.standardOutput = .file(log)
    let finished: Finished
    do throws(SpawnError) {
      finished = try Launcher.run(command, onTick: tick)
    } catch {
      throw .cannotStart(engine: engine.name, error: error)
    }
    if case .interrupted(let signal) = finished.termination { throw .interrupted(signal) }
    guard finished.termination == .exited(0) else {
      throw .failed(
        engine: engine.name, command: words.joined(separator: " "),
        termination: finished.termination, log: log, tail: OutputTail.of(file: log))
    }
  }
}
