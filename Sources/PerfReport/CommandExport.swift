public import PerfJSON
public import PerfModel
internal import PerfResults
internal import PerfStatistics

/// A measurement of commands in the formats that other tools read.
public enum CommandExport {
  /// One line a run: the command, the run, how it ended and every metric, in seconds and bytes.
  public static func csv(_ record: RunRecord) -> String {
    let metrics = record.cases.first?.samples.map(\.metric) ?? []
    var text = CSV.record(["command", "run", "outcome", "exit"] + metrics) + "\n"
    for entry in record.cases {
      for (position, run) in entry.runs.enumerated() {
        let values = metrics.map { metric in
          let samples = entry.samples.first { $0.metric == metric }?.values ?? []
          return position < samples.count ? samples[position].shortestText : ""
        }
        text +=
          CSV.record(
            [
              entry.name, String(run.index), run.outcome.rawValue,
              run.exit.map { String($0) } ?? "",
            ] + values) + "\n"
      }
    }
    return text
  }

  /// A Markdown table of medians with their spread.
  public static func markdown(_ record: RunRecord) -> String {
    var text = "| Command | Median | Min … max | Runs |\n|:---|---:|---:|---:|\n"
    for entry in record.cases {
      let times = wallTimes(entry)
      guard let least = times.min(), let most = times.max() else { continue }
      let name = entry.name.replacing("|", with: "\\|")
      text +=
        "| `\(name)` | \(Quantity.text(median(times.span), unit: "s")) | "
        + "\(Quantity.text(least, unit: "s")) … \(Quantity.text(most, unit: "s")) | "
        + "\(times.count) |\n"
    }
    return text
  }

  /// The document that hyperfine writes with `--export-json`: times in seconds.
  public static func hyperfine(_ record: RunRecord) -> JSON {
    let results = record.cases.compactMap { entry -> JSON? in
      let times = wallTimes(entry)
      guard let least = times.min(), let most = times.max() else { return nil }
      func average(_ metric: String) -> JSON {
        let values = entry.samples.first { $0.metric == metric }?.values ?? []
        return values.isEmpty ? .null : .number(mean(values.span))
      }
      let spread = standardDeviation(times.span)
      return .object([
        ("command", .string(entry.name)), ("mean", .number(mean(times.span))),
        ("stddev", spread.isFinite ? .number(spread) : .null),
        ("median", .number(median(times.span))), ("user", average("user_time")),
        ("system", average("system_time")), ("min", .number(least)), ("max", .number(most)),
        ("times", .array(times.map { .number($0) })),
        ("exit_codes", .array(entry.runs.map { $0.exit.map { .integer($0) } ?? .null })),
      ])
    }
    return .object([("results", .array(results))])
  }

  private static func wallTimes(_ entry: CaseRecord) -> [Double] {
    entry.samples.first { $0.metric == "wall_time" }?.values ?? []
  }
}
