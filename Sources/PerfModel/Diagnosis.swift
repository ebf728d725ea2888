/// All that `perfkit doctor` found out and advises.
public struct Diagnosis: Sendable, Hashable {
  /// The machine as other documents describe it.
  public var host: Host
  /// Its facts.
  public var facts: MachineFacts
  /// What a comparison of a program with itself showed; nil if there was none.
  public var effects: DetectableEffects?
  /// What to do, in order of effect.
  public var advice: [Advice]

  /// Makes a diagnosis.
  public init(
    host: Host, facts: MachineFacts, effects: DetectableEffects?, advice: [Advice] = []
  ) {
    self.host = host
    self.facts = facts
    self.effects = effects
    self.advice = advice
  }
}

/// What a program compared with itself on this machine would let one see.
public struct DetectableEffects: Sendable, Hashable {
  /// How many pairs were measured.
  public var pairs: Int
  /// The effects, metric by metric; none if the pairs were too few to tell.
  public var metrics: [Metric]

  /// Makes effects.
  public init(pairs: Int, metrics: [Metric]) {
    self.pairs = pairs
    self.metrics = metrics
  }

  /// One metric of the program.
  public struct Metric: Sendable, Hashable {
    /// Its name, such as `wall_time`.
    public var name: String
    /// The unit of its values.
    public var unit: String
    /// The median of all runs.
    public var median: Double
    /// The change that was found where none is, in percent.
    public var changePercent: Double
    /// The minimum detectable effect of some numbers of pairs, as a fraction.
    public var effects: [Effect]
    /// The number of pairs with which 10 % would be seen, if fewer than 1000 do.
    public var pairsForTenPercent: Int?

    /// Makes a metric.
    public init(
      name: String, unit: String, median: Double, changePercent: Double, effects: [Effect],
      pairsForTenPercent: Int?
    ) {
      self.name = name
      self.unit = unit
      self.median = median
      self.changePercent = changePercent
      self.effects = effects
      self.pairsForTenPercent = pairsForTenPercent
    }
  }

  /// The worsening that a number of pairs shows nine times in ten.
  public struct Effect: Sendable, Hashable {
    /// The number of pairs.
    public var pairs: Int
    /// The worsening as a fraction.
    public var fraction: Double
    /// Makes an effect.
    public init(pairs: Int, fraction: Double) {
      self.pairs = pairs
      self.fraction = fraction
    }
  }
}
