internal import PerfModel
internal import PerfResults

extension StressFigures {
  func throughput(_ entry: CaseRecord, _ shown: Int) -> Figure? {
    guard let (file, table) = run.table("throughput-series/1", of: entry, run: shown),
      let start = table.numbers("start"), let offered = table.numbers("offered"),
      let done = table.numbers("done"), let backlog = table.numbers("backlog"),
      let longest = table.numbers("latency_max"), start.count > 1
    else { return nil }
    let length = start[1] - start[0]
    let end = start[start.count - 1] + length
    guard length > 0, end > 0, end.isFinite else { return nil }
    let time = Figure.Axis("time", unit: "s", range: 0...end)
    func steps(_ points: [Figure.Point]) -> [Figure.Point] {
      points + points.suffix(1).map { Figure.Point(end, $0.y) }
    }
    func rate(_ values: [Double]) -> [Figure.Point] {
      steps(Self.thinned(start, values) { $0.reduce(0, +) / Double($0.count) / length })
    }
    func worst(_ values: [Double]) -> [Figure.Point] {
      steps(Self.thinned(start, values) { $0.max() ?? 0 })
    }
    let answers = Figure.Curve("", .steps, .purple, worst(longest).filter { $0.y > 0 })
    let failed = (table.numbers("failed") ?? []).contains { $0 > 0 }
    let rates =
      [
        Figure.Curve("offered", .dashedSteps, .grey, rate(offered)),
        .init("done", .steps, .blue, rate(done)),
      ]
      + (failed ? [.init("failed", .steps, .vermillion, rate(table.numbers("failed") ?? []))] : [])
    return figure(
      "throughput", entry, "Throughput and backlog",
      "By windows of \(Quantity.text(length, unit: "s")). Backlog: operations due and unanswered "
        + "at the end of a window.",
      [
        Figure.Panel(x: time, y: .init("rate", unit: "msg/s"), rates, height: 130),
        Figure.Panel(
          x: time, y: .init("backlog", unit: "operations", whole: true),
          [.init("", .steps, .orange, worst(backlog))], height: 80),
        Figure.Panel(x: time, y: Self.worst(answers), [answers], height: 90),
      ], [Figure.Source(file: file.file, sha256: file.sha256)])
  }

  private static func worst(_ curve: Figure.Curve) -> Figure.Axis {
    var axis = times([curve])
    axis.label = "longest response in a window"
    return axis
  }

  func resources(_ entry: CaseRecord, _ shown: Int) -> Figure? {
    guard let (file, table) = run.table("resource-series/1", of: entry, run: shown),
      let time = table.numbers("time"), let last = time.last, last > 0
    else { return nil }
    let axis = Figure.Axis("time", unit: "s", range: 0...last)
    let shown: [(column: String, axis: Figure.Axis, scale: Double, color: Figure.Curve.Color)] = [
      ("processor", .init("processor", unit: "% of one"), 1, .blue),
      ("memory", .init("memory", unit: "MiB"), 1 / 1_048_576, .vermillion),
      ("descriptors", .init("open descriptors", whole: true), 1, .green),
      ("threads", .init("threads", whole: true), 1, .purple),
    ]
    let panels = shown.compactMap { column, y, scale, color -> Figure.Panel? in
      guard let values = table.numbers(column) else { return nil }
      let points = Self.thinned(time, values) { ($0.max() ?? 0) * scale }
      return Figure.Panel(x: axis, y: y, [.init("", .line, color, points)], height: 64)
    }
    return figure(
      "resources", entry, "Resources over time",
      "Of the engine and all that it started, read about every 100 ms.", panels,
      [Figure.Source(file: file.file, sha256: file.sha256)])
  }
}
