internal import Glibc
internal import PerfModel

extension StressFigures {
  /// The two times that a load is judged by, as far as there are histograms.
  private func distributions(
    _ entry: CaseRecord, _ shown: Int
  ) -> [(name: String, distribution: LatencyDistribution)] {
    guard let folder = run.folder(of: entry, run: shown) else { return [] }
    return ["response", "service"].compactMap { name in
      run.distributions[folder + name + ".hlog"].flatMap { $0.count > 0 ? (name, $0) : nil }
    }
  }

  func percentiles(_ entry: CaseRecord, _ shown: Int) -> Figure? {
    let times = distributions(entry, shown)
    guard let response = times.first?.distribution else { return nil }
    let reach = max(times.map { 2 * Double($0.distribution.count) }.max() ?? 10, 10)
    var decades = 1.0
    while decades < reach { decades *= 10 }
    let solid: [(form: Figure.Curve.Form, color: Figure.Curve.Color)] = [
      (.line, .blue), (.dashed, .vermillion),
    ]
    var curves: [Figure.Curve] = []
    for (index, time) in times.enumerated() {
      let points = time.distribution.percentiles
      let limit = 1 / (1 - time.distribution.estimable)
      let (sure, unsure) = Self.split(points, at: limit)
      curves.append(.init(time.name, solid[index].form, solid[index].color, sure))
      let name = index == times.count - 1 ? "too few samples" : ""
      curves.append(.init(name, .dotted, solid[index].color, unsure))
    }
    let ticks = Self.percentileTicks(upTo: reach)
    return figure(
      "percentiles", entry, "Latency by percentile",
      "Response counts from the moment an operation was due, service from when it was sent. "
        + "\(response.count) samples: dotted where they are too few for a percentile."
        + Self.lost(entry, shown),
      [
        Figure.Panel(
          x: .init("percentile", unit: "%", logarithmic: true, range: 1...reach, ticks: ticks),
          y: Self.times(curves), curves, height: 240)
      ], times.map(\.distribution.source))
  }

  /// What the curves lack of a run.
  private static func lost(_ entry: CaseRecord, _ run: Int) -> String {
    let lost = entry.samples.first { $0.metric == "lost" }?.values ?? []
    guard lost.indices.contains(run), lost[run] > 0 else { return "" }
    return " Without the \(Int(lost[run])) operations that were never answered."
  }

  /// The part of a rising curve up to a place, and the rest from there.
  private static func split(
    _ points: [Figure.Point], at limit: Double
  ) -> ([Figure.Point], [Figure.Point]) {
    guard let cut = points.firstIndex(where: { $0.x > limit }) else { return (points, []) }
    let edge = Figure.Point(limit, points[max(0, cut - (cut % 2 == 0 ? 0 : 1))].y)
    return (points[..<cut] + [edge], [edge] + points[cut...])
  }

  private static func percentileTicks(upTo reach: Double) -> [Figure.Tick] {
    var ticks: [Figure.Tick] = [.init("0", at: 1), .init("50", at: 2)]
    var inverse = 10.0
    var text = "90"
    while inverse <= reach {
      ticks.append(.init(text, at: inverse))
      text = text == "90" ? "99" : (text == "99" ? "99.9" : text + "9")
      inverse *= 10
    }
    return ticks
  }

  /// An axis of times in microseconds, with marks in the units that people use.
  static func times(_ curves: [Figure.Curve], isLower: Bool = false) -> Figure.Axis {
    let panel = Figure.Panel(x: .init(""), y: .init(""), curves)
    let axis = Figure.Axis("latency", logarithmic: true)
    let range = panel.range(isLower: isLower, of: axis)
    return Figure.Axis(
      "latency", logarithmic: true, range: range, ticks: timeTicks(over: range))
  }

  private static func timeTicks(over range: ClosedRange<Double>) -> [Figure.Tick] {
    var ticks: [Figure.Tick] = []
    for exponent in -3...10 {
      let place = pow(10, Double(exponent))
      guard place >= range.lowerBound * 0.999, place <= range.upperBound * 1.001 else { continue }
      let (scale, unit) =
        exponent < 0
        ? (1e3, "ns") : exponent < 3 ? (1, "us") : exponent < 6 ? (1e-3, "ms") : (1e-6, "s")
      ticks.append(.init("\(Int((place * scale).rounded())) \(unit)", at: place))
    }
    return ticks
  }

  func histogram(_ entry: CaseRecord, _ shown: Int) -> Figure? {
    let times = distributions(entry, shown)
    guard !times.isEmpty else { return nil }
    let curves = times.enumerated().map { index, time in
      // A logarithm has no place for 0: empty steps lie below the lower end.
      let points = time.distribution.counts(perDecade: 20).map {
        Figure.Point($0.x, max($0.y, 0.5))
      }
      return Figure.Curve(
        time.name, index == 0 ? .steps : .dashedSteps, index == 0 ? .blue : .vermillion, points)
    }
    let most = curves.flatMap { $0.points.map(\.y) }.max() ?? 1
    return figure(
      "histogram", entry, "Latency histogram",
      "Operations in each twentieth of a decade, both axes logarithmic.",
      [
        Figure.Panel(
          x: Self.times(curves, isLower: true),
          y: .init("operations", logarithmic: true, range: 0.5...max(2 * most, 10)), curves,
          height: 180)
      ], times.map(\.distribution.source))
  }
}
