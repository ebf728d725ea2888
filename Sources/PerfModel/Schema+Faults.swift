extension Schema {
  /// `link-faults/1`: one row a direction of the link between a load and its engine.
  public static let linkFaults = Schema(
    name: "link-faults/1",
    columns: [
      Column("link", .string, role: .key),
      count("link_offered"), count("link_lost"), count("link_overflowed"), count("link_held"),
      count("link_duplicated"), count("link_reordered"),
      share("link_loss"), share("predicted_loss"), share("lowest_loss"), share("highest_loss"),
      Column("as_predicted", .bool, role: .info),
      Column("link_burst", .float, role: .metric, unit: "count"),
      Column("predicted_burst", .float, role: .metric, unit: "count"),
      Column("gaps_explained", .bool, role: .info),
    ])

  /// `link-log/1`: one row for everything that a link did to a line.
  public static let linkLog = Schema(
    name: "link-log/1",
    columns: [
      Column("number", .uint, role: .info),
      Column("link", .string, role: .info),
      Column("event", .string, role: .info),
    ])

  /// `gap-log/1`: one row for every operation that was sent and not answered.
  public static let gapLog = Schema(
    name: "gap-log/1",
    columns: [
      Column("number", .uint, role: .info),
      Column("cause", .string, role: .info),
    ])

  private static func count(_ name: String) -> Column {
    Column(name, .uint, role: .metric, unit: "count")
  }

  private static func share(_ name: String) -> Column {
    Column(name, .float, role: .metric, unit: "%")
  }
}
