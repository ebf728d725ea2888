/// A named, versioned description of a result table.
public struct Schema: Sendable, Hashable {
  /// The name with its version, such as `benchmark/1`.
  public var name: String
  /// The columns in canonical order.
  public var columns: [Column]

  /// Makes a schema.
  public init(name: String, columns: [Column]) {
    self.name = name
    self.columns = columns
  }

  /// One column of a schema.
  public struct Column: Sendable, Hashable {
    /// What a field holds.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      case string, int, uint, float, bool, digest, timestamp
    }
    /// What a column is for.
    public enum Role: String, Sendable, Hashable, CaseIterable { case key, metric, digest, info }
    /// Which way is better.
    public enum Better: String, Sendable, Hashable, CaseIterable { case higher, lower }
    /// How values are compared.
    public enum Class: String, Sendable, Hashable, CaseIterable {
      case relative, absolute, exact, info
    }

    /// The column's name.
    public var name: String
    /// What its fields hold.
    public var kind: Kind
    /// Its unit, or nil.
    public var unit: String?
    /// What it is for.
    public var role: Role
    /// Which way is better, or nil where neither is.
    public var better: Better?
    /// How its values are compared.
    public var comparison: Class
    /// Whether a table may leave it out.
    public var optional: Bool

    /// Makes a column.
    public init(
      _ name: String, _ kind: Kind, role: Role, unit: String? = nil, better: Better? = nil,
      comparison: Class = .info, optional: Bool = false
    ) {
      self.name = name
      self.kind = kind
      self.unit = unit
      self.role = role
      self.better = better
      self.comparison = comparison
      self.optional = optional
    }
  }

  /// The schemas that perfkit brings.
  public static let builtIn: [Schema] = [
    benchmark, iterations, probe, stressScenario, throughputSeries, resourceSeries, runSummary,
    failoverDrill, failoverSummary,
    moduleOverhead, linkFaults, linkLog, gapLog,
  ]

  /// `benchmark/1`: one row a scenario with throughput and latency.
  public static let benchmark = Schema(
    name: "benchmark/1",
    columns: [
      Column("scenario", .string, role: .key),
      Column("seed", .uint, role: .key),
      Column("messages", .uint, role: .metric, unit: "count", comparison: .exact),
      Column(
        "throughput", .float, role: .metric, unit: "msg/s", better: .higher, comparison: .relative),
      Column(
        "latency_mean", .float, role: .metric, unit: "us", better: .lower, comparison: .relative),
      Column(
        "latency_p50", .float, role: .metric, unit: "us", better: .lower, comparison: .relative),
      Column(
        "latency_p95", .float, role: .metric, unit: "us", better: .lower, comparison: .relative),
      Column(
        "latency_p99", .float, role: .metric, unit: "us", better: .lower, comparison: .relative),
      Column("digest", .digest, role: .digest),
    ])

  /// `iterations/1`: one row an iteration of an operation within a run, in time order.
  public static let iterations = Schema(
    name: "iterations/1",
    columns: [
      Column("operation", .string, role: .key),
      Column(Schema.iterationColumn, .uint, role: .key),
      Column("time", .float, role: .metric, unit: "ns", better: .lower, comparison: .relative),
    ])

  /// The key column that makes a table, of any schema, one of series: its rows are samples in the
  /// order of this column, one series for every combination of the other keys.
  public static let iterationColumn = "iteration"

  /// `probe/1`: one row a probed scope and thread.
  public static let probe = Schema(
    name: "probe/1",
    columns: [
      Column("scope", .string, role: .key),
      Column("thread", .uint, role: .key),
      Column("count", .uint, role: .metric, unit: "count", comparison: .exact),
      Column("total", .float, role: .metric, unit: "ns", better: .lower, comparison: .relative),
      Column("min", .float, role: .metric, unit: "ns", better: .lower, comparison: .relative),
      Column("mean", .float, role: .metric, unit: "ns", better: .lower, comparison: .relative),
      Column("p50", .float, role: .metric, unit: "ns", better: .lower, comparison: .relative),
      Column("p99", .float, role: .metric, unit: "ns", better: .lower, comparison: .relative),
      Column("max", .float, role: .metric, unit: "ns", better: .lower, comparison: .relative),
    ])
}
