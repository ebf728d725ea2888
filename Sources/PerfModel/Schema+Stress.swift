extension Schema {
  /// `stress-scenario/1`: one row a load, with everything that was counted and how long it took.
  public static let stressScenario = Schema(
    name: "stress-scenario/1",
    columns: [
      Column("scenario", .string, role: .key),
      Column("seed", .uint, role: .key),
      Column("arrivals", .string, role: .info),
      Column("rate", .float, role: .info, unit: "msg/s"),
      Column("schedule", .digest, role: .digest),
      Column("results", .digest, role: .digest, optional: true),
      Column("offered", .uint, role: .metric, unit: "count", comparison: .exact),
      Column("done", .uint, role: .metric, unit: "count"),
      count("failed"), count("lost"), count("unsent"), count("orphans"), count("duplicates"),
      count("unreadable"), count("backlog"),
      Column(
        "throughput", .float, role: .metric, unit: "msg/s", better: .higher, comparison: .relative),
      time("latency_mean"), time("latency_p50"), time("latency_p95"), time("latency_p99"),
      time("latency_p999"), time("latency_max", .info),
      time("service_mean", .info), time("service_p50", .info), time("service_p99", .info),
      time("service_max", .info),
      time("delay_p99", .info), time("delay_max", .info),
      Column("sampling", .float, role: .metric, unit: "%", comparison: .info, optional: true),
    ] + slopes("memory", "B/s") + slopes("descriptors", "1/s") + slopes("threads", "1/s") + [
      Column(
        "unexplained", .uint, role: .metric, unit: "count", better: .lower, comparison: .absolute,
        optional: true),
      time("outage", .info), time("recovery", .info), tally("writes_delayed"),
      tally("writes_refused"),
    ])

  /// `throughput-series/1`: one row a window of a load.
  public static let throughputSeries = Schema(
    name: "throughput-series/1",
    columns: [
      Column("window", .uint, role: .info),
      Column("start", .float, role: .info, unit: "s"),
      Column("offered", .uint, role: .metric, unit: "count"),
      Column("done", .uint, role: .metric, unit: "count"),
      Column("failed", .uint, role: .metric, unit: "count"),
      Column("backlog", .uint, role: .metric, unit: "count"),
      Column("throughput", .float, role: .metric, unit: "msg/s"),
      Column("latency_max", .float, role: .metric, unit: "us"),
    ])

  /// `resource-series/1`: one row a moment, of the whole process tree of a run.
  public static let resourceSeries = Schema(
    name: "resource-series/1",
    columns: [
      Column("time", .float, role: .info, unit: "s"),
      Column("processes", .uint, role: .metric, unit: "count"),
      Column("threads", .uint, role: .metric, unit: "count"),
      Column("descriptors", .uint, role: .metric, unit: "count"),
      Column("memory", .uint, role: .metric, unit: "B"),
      Column("processor", .float, role: .metric, unit: "%"),
      Column("user_time", .float, role: .metric, unit: "s"),
      Column("system_time", .float, role: .metric, unit: "s"),
      Column("minor_faults", .uint, role: .metric, unit: "count"),
      Column("major_faults", .uint, role: .metric, unit: "count"),
      Column("voluntary_switches", .uint, role: .metric, unit: "count"),
      Column("involuntary_switches", .uint, role: .metric, unit: "count"),
      Column("read_bytes", .uint, role: .metric, unit: "B"),
      Column("written_bytes", .uint, role: .metric, unit: "B"),
      Column("cost", .float, role: .info, unit: "us"),
    ])

  /// `run-summary/1`: one row a case and metric of a whole run.
  public static let runSummary = Schema(
    name: "run-summary/1",
    columns: [
      Column("suite", .string, role: .key),
      Column("case", .string, role: .key),
      Column("metric", .string, role: .key),
      Column("unit", .string, role: .info),
      Column("runs", .uint, role: .info),
      Column("median", .float, role: .info),
      Column("min", .float, role: .info),
      Column("max", .float, role: .info),
    ])

  private static func count(_ name: String) -> Column {
    Column(name, .uint, role: .metric, unit: "count", better: .lower, comparison: .absolute)
  }

  /// A slope with the ends of its interval.
  private static func slopes(_ name: String, _ unit: String) -> [Column] {
    ["_slope", "_slope_low", "_slope_high"].map { part in
      Column(name + part, .float, role: .metric, unit: unit, better: .lower, optional: true)
    }
  }

  private static func tally(_ name: String) -> Column {
    Column(name, .uint, role: .metric, unit: "count", optional: true)
  }

  private static func time(_ name: String, _ comparison: Column.Class = .relative) -> Column {
    Column(
      name, .float, role: .metric, unit: "us", better: .lower, comparison: comparison,
      optional: true)
  }
}
