/// A program under test: where its sources are and how it is built.
public struct Engine: Sendable, Hashable {
  /// The ways perfkit can build an engine.
  public enum BuildKind: String, Sendable, Hashable, CaseIterable {
    case swiftpm, make, steps
  }

  /// A named set of environment values that selects a form of the engine.
  public struct Variant: Sendable, Hashable {
    /// The variant's name.
    public var name: String
    /// Environment values added to a run, in declared order; may hold `${…}`.
    public var environment: [EnvironmentValue]
    /// Makes a variant.
    public init(name: String, environment: [EnvironmentValue]) {
      self.name = name
      self.environment = environment
    }
  }

  /// A recipe for refs whose sources were built in another way.
  public struct RefRecipe: Sendable, Hashable {
    /// The glob over ref names as the user types them.
    public var ref: String
    /// The kind of build at those refs, or that of the engine.
    public var build: BuildKind?
    /// The commands of a `steps` build.
    public var steps: [[String]]?
    /// The files that the build leaves.
    public var artefacts: [String]?
    /// The SwiftPM product.
    public var product: String?
    /// Makes a recipe.
    public init(
      ref: String, build: BuildKind? = nil, steps: [[String]]? = nil, artefacts: [String]? = nil,
      product: String? = nil
    ) {
      self.ref = ref
      self.build = build
      self.steps = steps
      self.artefacts = artefacts
      self.product = product
    }
  }

  /// The engine's name.
  public var name: String
  /// Its folder, relative to perfkit.yaml.
  public var source: String
  /// How it is built.
  public var build: BuildKind
  /// The commands of a `steps` build, or the arguments of `make` as one list.
  public var steps: [[String]]
  /// Files the build leaves, relative to the engine's folder.
  public var artefacts: [String]
  /// The SwiftPM product to build; all products when nil.
  public var product: String?
  /// The SwiftPM configuration, `release` by default.
  public var configuration: String
  /// Further arguments of `swift build`.
  public var flags: [String] = []
  /// Names of caller's environment variables that are part of the build's identity.
  public var buildEnvironment: [String]
  /// The declared variants.
  public var variants: [Variant]
  /// Recipes for refs, in declared order.
  public var at: [RefRecipe]
  /// Where it is declared.
  public var position: Position

  /// Makes an engine.
  public init(
    name: String, source: String = ".", build: BuildKind, steps: [[String]] = [],
    artefacts: [String] = [], product: String? = nil, configuration: String = "release",
    buildEnvironment: [String] = [], variants: [Variant] = [], at: [RefRecipe] = [],
    position: Position = Position(line: 1, column: 1)
  ) {
    self.name = name
    self.source = source
    self.build = build
    self.steps = steps
    self.artefacts = artefacts
    self.product = product
    self.configuration = configuration
    self.buildEnvironment = buildEnvironment
    self.variants = variants
    self.at = at
    self.position = position
  }
}

/// One declared environment variable; its value may hold `${…}`.
public struct EnvironmentValue: Sendable, Hashable {
  /// The variable's name.
  public var name: String
  /// The text given to it.
  public var value: String
  /// Makes a value.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}
