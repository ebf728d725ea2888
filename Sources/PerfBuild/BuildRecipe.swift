internal import PerfModel

/// What is done to build an engine at a ref or in the work tree.
struct BuildRecipe {
  var kind: Engine.BuildKind
  var steps: [[String]]
  var artefacts: [String]
  var product: String?
  var configuration: String
  var flags: [String]

  /// The engine's recipe, changed by the last entry of `at` that matches `ref`.
  init(_ engine: Engine, ref: String?) {
    kind = engine.build
    steps = engine.steps
    artefacts = engine.artefacts
    product = engine.product
    configuration = engine.configuration
    flags = engine.flags
    guard let ref,
      let change = engine.at.last(where: { (try? Glob($0.ref))?.matches(ref) ?? false })
    else { return }
    kind = change.build ?? kind
    steps = change.steps ?? steps
    artefacts = change.artefacts ?? artefacts
    product = change.product ?? product
  }

  /// Whether the products are to be the same bytes wherever they are built, so that what was
  /// measured in one folder can be published from another.
  var isReproducible: Bool { kind == .swiftpm && configuration == "release" }

  /// The commands; `scratch` is where SwiftPM may write, `project` holds all sources.
  func commands(folder: String, scratch: String, project: String) -> [[String]] {
    switch kind {
    case .swiftpm:
      [
        ["swift", "build", "--package-path", folder, "--scratch-path", scratch]
          + ["--configuration", configuration] + (product.map { ["--product", $0] } ?? [])
          + flags
          + (isReproducible ? Self.mapping([(project, "."), (scratch, ".build")]) : [])
      ]
    case .make: steps.isEmpty ? [["make"]] : steps.map { ["make"] + $0 }
    case .steps: steps
    }
  }

  /// Options that keep folders of this machine out of what compilers write.
  private static func mapping(_ folders: [(folder: String, name: String)]) -> [String] {
    folders.flatMap { folder, name in
      ["-Xswiftc", "-file-prefix-map", "-Xswiftc", "\(folder)=\(name)"]
        + ["-Xcc", "-ffile-prefix-map=\(folder)=\(name)"]
    }
  }

  /// A build whose files are known can be used again; without them only the tools can tell what
  /// is up to date.
  var isCacheable: Bool {
    kind == .swiftpm || !artefacts.isEmpty || steps.isEmpty && kind == .steps
  }

  /// The text that stands for this recipe in the build's identity.
  var identity: String {
    ([kind.rawValue, configuration, product ?? "", isReproducible ? "finished 1" : ""] + artefacts
      + (flags.isEmpty ? [] : ["flags"] + flags) + steps.flatMap { ["\n"] + $0 })
      .joined(separator: "\0")
  }
}
