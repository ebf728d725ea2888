import PerfModel
import PerfReport
import PerfResults

/// A run under load with tables and histograms, as a report gets it.
enum LoadFixture {
  static let folder = "cases/001-load/0/"
  /// How many times each histogram holds.
  static let samples = Double((0..<60).map { 1 + 30 / ($0 + 1) }.reduce(0, +))

  static func run(name: String = "orders") -> ReportedRun {
    var entry = Fixture.entry(name, runs: 1)
    entry.suite = "load"
    entry.runs[0].output = folder + "output.log"
    entry.tables = ["stress-scenario", "throughput-series", "resource-series", "depth"].map {
      .init(schema: $0 + "/1", file: folder + $0 + ".csv", sha256: "00")
    }
    let one: [(String, Double, String)] = [
      ("offered", 900, "count"), ("done", 900, "count"), ("lost", 0, "count"),
      ("backlog", 12, "count"), ("throughput", 899.5, "msg/s"), ("latency_mean", 130, "us"),
      ("latency_p50", 120, "us"), ("latency_p99", 2400, "us"), ("latency_max", 5000, "us"),
      ("service_p50", 60, "us"), ("descriptors_slope", 2.5, "1/s"),
      ("descriptors_slope_low", 2.25, "1/s"), ("descriptors_slope_high", 2.75, "1/s"),
      ("involuntary_switches", 3, "count"),
    ]
    entry.samples = one.map { Fixture.samples($0.0, [$0.1], unit: $0.2) }
    entry.absent = [
      .init(metric: "latency_p999", reason: "not estimable: 900 samples, p999 needs 2995")
    ]
    var met = CaseRecord.Objective(text: "latency_p99 < 5ms", verdict: .pass, unit: "us")
    (met.value, met.bound, met.marginPercent) = (2400, 5000, 52)
    var missed = CaseRecord.Objective(
      text: "descriptors_slope <= 0", verdict: .fail, unit: "1/s",
      note: "leak: 95 % interval 2.25 to 2.75 1/s")
    missed.value = 2.5
    entry.objectives = [
      met, missed,
      .init(text: "latency_p999 < 1s", verdict: .inconclusive, note: "not estimable: 900 samples"),
    ]
    entry.conclusions = [.init(when: "throughput < 1000", say: "the engine is the bottleneck")]
    var record = Fixture.run([entry])
    record.command = "stress"
    record.revision = .init(
      commit: "0123456789abcdef0123456789abcdef01234567", tree: "t", dirty: true, content: "c")
    record.engines = [
      .init(
        name: "gateway", build: "make", toolchain: "cc 12", flags: [],
        artefacts: [.init(path: "bin/gateway", sha256: "ab12", size: 81920)])
    ]
    (record.verdict, record.exit) = (.fail, 2)
    record.errors = [
      Problem("objective.missed", "orders: objective 'descriptors_slope <= 0' missed: 2.500 1/s")
    ]
    var run = ReportedRun(record: record, sha256: "5f", version: "0.1.0")
    run.tables = tables
    for (name, shift) in [("response", UInt64(1)), ("service", 2)] {
      let slots = (0..<60).map { step in
        let least = UInt64(40_000 + 2000 * step * step) / shift
        return LatencyDistribution.Slot(
          least: least, most: least + 63, count: UInt64(1 + 30 / (step + 1)))
      }
      run.distributions[folder + name + ".hlog"] = LatencyDistribution(
        slots: slots, source: .init(file: folder + name + ".hlog", sha256: "11"))
    }
    return run
  }

  private static var tables: [String: ResultTable] {
    var tables: [String: ResultTable] = [:]
    let scenario = Schema.stressScenario
    tables[folder + "stress-scenario.csv"] = table(
      scenario, ["scenario", "seed", "arrivals", "rate", "schedule"],
      [[.text("orders"), .uint(42), .text("poisson"), .float(900), .text("cafe")]])
    tables[folder + "throughput-series.csv"] = table(
      .throughputSeries, Schema.throughputSeries.columns.map(\.name), (0..<10).map(window))
    let resources = ["time", "threads", "descriptors", "memory", "processor"]
    tables[folder + "resource-series.csv"] = table(
      .resourceSeries, resources, (0..<10).map(moment))
    let depth = Schema(
      name: "depth/1",
      columns: [
        .init("level", .string, role: .key),
        .init("orders", .uint, role: .metric, unit: "count"),
        .init("spread", .float, role: .metric, unit: "us"),
      ])
    tables[folder + "depth.csv"] = table(
      depth, depth.columns.map(\.name),
      [[.text("a|b <c>"), .uint(5), .float(0.1250)], [.text("d"), .uint(7), .float(12)]])
    return tables
  }

  private static func window(_ number: Int) -> [ResultValue] {
    let isSlow = number == 4
    return [
      .uint(UInt64(number)), .float(Double(number) / 10), .uint(90), .uint(isSlow ? 60 : 90),
      .uint(0), .uint(isSlow ? 30 : 2), .float(900), .float(isSlow ? 5000 : 300),
    ]
  }

  private static func moment(_ step: Int) -> [ResultValue] {
    let memory = UInt64(4_194_304 + step * 4096)
    return [
      .float(Double(step) / 10), .uint(1), .uint(UInt64(3 + step / 4)), .uint(memory),
      .float(Double(step % 3) * 10),
    ]
  }

  private static func table(
    _ schema: Schema, _ names: [String], _ rows: [[ResultValue]]
  ) -> ResultTable {
    ResultTable(
      schema: schema,
      columns: names.compactMap { name in schema.columns.first { $0.name == name } }, rows: rows)
  }
}
