extension Comparison {
  /// The modules of one case side by side, from a table of `module-overhead/1`.
  public struct ModuleTable: Sendable, Hashable {
    /// The suite.
    public var suite: String
    /// The case's full name.
    public var caseName: String
    /// The result file.
    public var file: String
    /// The scenario, of a table that has that key.
    public var scenario: String?
    /// The modules in the order of the table, without the whole.
    public var modules: [Module]
    /// The whole that they are parts of, if the table has it.
    public var whole: Module?
    /// What the modules leave of the whole, in nanoseconds an operation of it; below 0 if they come
    /// to more.
    public var unaccounted: Unaccounted?

    /// What no module accounts for, on both sides.
    public struct Unaccounted: Sendable, Hashable {
      /// The base's.
      public var base: Double
      /// The head's.
      public var head: Double
      /// Its part of the change of the whole, as of a module.
      public var shareOfChangePercent: Double?

      /// Makes a pair without a share.
      public init(base: Double, head: Double) {
        self.base = base
        self.head = head
      }
    }

    /// Makes a table without modules.
    public init(suite: String, caseName: String, file: String, scenario: String?) {
      self.suite = suite
      self.caseName = caseName
      self.file = file
      self.scenario = scenario
      self.modules = []
    }
  }

  /// One module on both sides.
  public struct Module: Sendable, Hashable {
    /// The module's name.
    public var name: String
    /// The row of its mean time an operation, with change, interval and verdict.
    public var mean: Row
    /// The names of all its metrics.
    public var metrics: [String]
    /// Its part of the change of the whole, in percent of that change; nil if the interval of the
    /// whole's change holds none.
    public var shareOfChangePercent: Double?

    /// The side that has it, where the other one does not.
    public var onlySide: PairSide? {
      switch (mean.base, mean.head) {
      case (.absent, .absent): nil
      case (.absent, _): .head
      case (_, .absent): .base
      default: nil
      }
    }

    /// Makes a module without a share.
    public init(name: String, mean: Row, metrics: [String]) {
      self.name = name
      self.mean = mean
      self.metrics = metrics
    }
  }
}
