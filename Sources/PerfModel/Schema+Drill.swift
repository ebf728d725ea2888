extension Schema {
  /// `failover-drill/1`: one row a kill and its recovery.
  public static let failoverDrill = Schema(
    name: "failover-drill/1",
    columns: [
      Column("kill", .uint, role: .key),
      Column("after", .uint, role: .info, unit: "count"),
      Column("killed", .bool, role: .info),
      Column("acknowledged", .uint, role: .info, unit: "count"),
      Column("torn", .uint, role: .info, unit: "B"),
      Column("dropped", .uint, role: .info, unit: "B", optional: true),
      Column("recovered", .uint, role: .info, unit: "count"),
      count("lost"), count("duplicated"), count("differing"),
      amount("delta"), amount("resting_delta"), amount("position_delta"), amount("pnl_delta"),
      Column("digest", .digest, role: .digest, optional: true),
      time("recovery_time"), time("first_ack"),
      Column("replayed", .uint, role: .info, unit: "count", optional: true),
      Column(
        "replay_rate", .float, role: .metric, unit: "msg/s", better: .higher,
        comparison: .relative, optional: true),
    ])

  /// `failover-summary/1`: one row a drill.
  public static let failoverSummary = Schema(
    name: "failover-summary/1",
    columns: [
      Column("scenario", .string, role: .key),
      Column("seed", .uint, role: .key),
      Column("operations", .uint, role: .metric, unit: "count", comparison: .exact),
      Column("kills", .uint, role: .metric, unit: "count", comparison: .exact),
      Column("killed", .uint, role: .metric, unit: "count"),
      count("lost"), count("duplicated"), count("differing"),
      amount("delta"), amount("resting_delta"), amount("position_delta"), amount("pnl_delta"),
      time("recovery_time_p50"), time("recovery_time_p95"), time("recovery_time_max", .info),
      time("first_ack_p50"), time("first_ack_p95"), time("first_ack_max", .info),
      Column("replayed", .uint, role: .metric, unit: "count", optional: true),
      Column(
        "replay_rate", .float, role: .metric, unit: "msg/s", better: .higher,
        comparison: .relative, optional: true),
    ])

  private static func count(_ name: String) -> Column {
    Column(name, .uint, role: .metric, unit: "count", better: .lower, comparison: .absolute)
  }

  private static func amount(_ name: String) -> Column {
    Column(
      name, .float, role: .metric, better: .lower, comparison: .absolute, optional: true)
  }

  private static func time(_ name: String, _ comparison: Column.Class = .relative) -> Column {
    Column(
      name, .float, role: .metric, unit: "ms", better: .lower, comparison: comparison,
      optional: true)
  }
}
