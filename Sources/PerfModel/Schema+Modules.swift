extension Schema {
  /// `module-overhead/1`: one row a module of an engine, and one for the whole.
  public static let moduleOverhead = Schema(
    name: "module-overhead/1",
    columns: [
      Column("module", .string, role: .key),
      Column("scenario", .string, role: .key, optional: true),
      Column("count", .uint, role: .metric, unit: "count", comparison: .exact),
      Column("probes", .uint, role: .metric, unit: "count"),
      Column("total", .float, role: .metric, unit: "ns", better: .lower),
      Column("share", .float, role: .metric, unit: "%"),
      Column("mean", .float, role: .metric, unit: "ns", better: .lower, comparison: .relative),
      Column("p50", .float, role: .metric, unit: "ns", better: .lower, comparison: .relative),
      Column("p99", .float, role: .metric, unit: "ns", better: .lower, comparison: .relative),
      Column("raw_mean", .float, role: .metric, unit: "ns", better: .lower),
      Column("probe_cost", .float, role: .metric, unit: "ns"),
      Column("unaccounted", .float, role: .metric, unit: "%"),
    ])

  /// The row of `module-overhead/1` that the shares are shares of.
  public static let wholeModule = "whole"
}
