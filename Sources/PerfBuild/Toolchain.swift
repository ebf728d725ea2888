internal import Glibc
internal import PerfFiles
internal import PerfJSON
internal import PerfModel
internal import PerfProcess

/// Compilers by the identity of their files, so that a known one need not be asked again.
struct Toolchain {
  /// The programs whose `--version` is known to be harmless and telling.
  private static let compilers: Set<String> = [
    "swift", "swiftc", "cc", "c++", "gcc", "g++", "clang", "clang++", "cargo", "rustc", "go",
    "cmake", "make", "ninja", "zig", "ghc", "javac",
  ]

  let environment: [String]
  let cacheFile: String

  /// The version lines of the compilers that a recipe uses, and the identity of every tool.
  func describe(_ recipe: BuildRecipe) throws(BuildError) -> (version: String, identity: String) {
    var versions: [String] = []
    var identities: [String] = []
    var known = cached()
    let before = known
    for tool in tools(of: recipe) {
      guard let path = ProgramSearch(environment).find(tool), let real = File.resolved(path) else {
        continue
      }
      let identity = Self.identity(real)
      identities.append(identity)
      guard Self.compilers.contains(Path.name(of: tool)) else { continue }
      if known[identity] == nil { known[identity] = version(of: path, as: tool) }
      if let line = known[identity], !versions.contains(line) { versions.append(line) }
    }
    if known != before { try store(known) }
    return (
      versions.isEmpty ? "none" : versions.joined(separator: "; "),
      identities.joined(separator: "\n")
    )
  }

  private func tools(of recipe: BuildRecipe) -> [String] {
    func variable(_ name: String, _ otherwise: String) -> String {
      let value = environment.first { $0.hasPrefix(name + "=") }?.dropFirst(name.count + 1)
      return value.flatMap { $0.split(separator: " ").first.map(String.init) } ?? otherwise
    }
    switch recipe.kind {
    case .swiftpm: return ["swift"]
    case .make: return [variable("CC", "cc"), variable("CXX", "c++"), "make"]
    case .steps:
      var tools: [String] = []
      for tool in recipe.steps.compactMap(\.first) where !tools.contains(tool) {
        tools.append(tool)
      }
      let driven = ["make", "cmake", "ninja", "sh", "bash"]
      if tools.contains(where: { driven.contains(Path.name(of: $0)) }) {
        tools += [variable("CC", "cc"), variable("CXX", "c++")]
      }
      return tools
    }
  }

  private static func identity(_ path: String) -> String {
    "\(path)\t\(File.size(path) ?? 0)\t\(File.modified(path) ?? 0)"
  }

  private func version(of path: String, as tool: String) -> String? {
    var command = Command(
      executable: path, arguments: [tool, "--version"], environment: environment, folder: "/")
    command.joinsStreams = true
    command.timeout = .seconds(20)
    guard let finished = try? Launcher.run(command), finished.termination == .exited(0) else {
      return nil
    }
    let lines = finished.standardOutput.text.split(separator: "\n").map(String.init)
    return lines.first { $0.contains(where: \.isNumber) }
  }

  private func cached() -> [String: String] {
    guard let bytes = try? File.read(cacheFile), let json = try? JSON.parse(bytes),
      let members = json["compilers"]?.members
    else { return [:] }
    return Dictionary(
      members.compactMap { member in member.value.text.map { (member.name, $0) } },
      uniquingKeysWith: { $1 })
  }

  private func store(_ known: [String: String]) throws(BuildError) {
    let json = JSON.object([
      ("format", .string("perfkit-compilers/1")),
      ("compilers", .object(known.map { ($0.key, .string($0.value)) })),
    ])
    do throws(FileError) {
      try Folder.create(Path.folder(of: cacheFile))
      try File.write(json.document.utf8, to: cacheFile)
    } catch {
      throw .file(error)
    }
  }
}
