internal import PerfModel
internal import PerfResults

/// The figures of loads and drills.
public struct StressFigures: Sendable {
  let run: ReportedRun

  /// Makes the figures of a run.
  public init(_ run: ReportedRun) { self.run = run }

  /// The most points of a curve: more would be on top of each other.
  static let mostPoints = 600

  /// All figures, in the order of the cases.
  public var all: [Figure] { run.record.cases.indices.flatMap { figures(ofCaseAt: $0) } }

  /// The figures of one case that have something to show.
  func figures(ofCaseAt index: Int) -> [Figure] {
    let entry = run.record.cases[index]
    let shown = run.shownRun(of: entry)
    let repeats = entry.runs.count
    let which =
      repeats > 1
      ? " Run \(shown), which of runs 0 to \(repeats - 1) has the longest response time." : ""
    let ofOneRun = [
      percentiles(entry, shown), histogram(entry, shown), throughput(entry, shown),
      resources(entry, shown),
    ]
    .map { figure -> Figure? in
      var figure = figure
      figure?.caption += which
      return figure
    }
    return (ofOneRun + [knee(entry), recovery(entry)]).compactMap { $0 }.filter { !$0.isEmpty }
      .map { figure in
        var figure = figure
        figure.name = "case-\(index + 1)-\(figure.name)"
        return figure
      }
  }

  func figure(
    _ name: String, _ entry: CaseRecord, _ title: String, _ caption: String,
    _ panels: [Figure.Panel], _ sources: [Figure.Source]
  ) -> Figure {
    Figure(
      name: name, title: "\(title) of \(entry.name)", caption: caption, panels: panels,
      sources: sources, suite: entry.suite, caseName: entry.name, seed: entry.seed)
  }

  /// At most so many points, each made from a group of neighbours.
  static func thinned(
    _ places: [Double], _ values: [Double], _ merge: (ArraySlice<Double>) -> Double
  ) -> [Figure.Point] {
    let size = max(1, (values.count + mostPoints - 1) / mostPoints)
    return stride(from: 0, to: values.count, by: size).map { first in
      Figure.Point(places[first], merge(values[first..<min(first + size, values.count)]))
    }
  }
}
