internal import PerfModel
internal import PerfResults

extension StressFigures {
  /// How long each recovery took, of all repeats of a drill, by where the kill was.
  func recovery(_ entry: CaseRecord) -> Figure? {
    let drills = entry.runs.indices.compactMap {
      run.table("failover-drill/1", of: entry, run: $0)
    }
    func curve(
      _ column: String, _ name: String, _ form: Figure.Curve.Form, _ color: Figure.Curve.Color
    ) -> Figure.Curve {
      let points = drills.flatMap { drill -> [Figure.Point] in
        guard let after = drill.table.numbers("after"), let times = drill.table.numbers(column)
        else { return [] }
        return zip(after, times).map { Figure.Point($0, $1) }
      }
      return Figure.Curve(name, form, color, points)
    }
    let curves = [
      curve("recovery_time", "recovered", .dots, .blue),
      curve("first_ack", "first acknowledgement", .crosses, .vermillion),
    ]
    let places = curves[0].points.map(\.x)
    guard let last = places.max() else { return nil }
    return figure(
      "recovery", entry, "Recovery times",
      "Of \(places.count) kill\(places.count == 1 ? "" : "s"), from the start of the recovery: until "
        + "it said what it restored, and until it acknowledged again.",
      [
        Figure.Panel(
          x: .init("acknowledgements before the kill", whole: true, range: 0...(last * 1.02 + 1)),
          y: .init("time", unit: "ms"), curves, height: 200)
      ], drills.map { Figure.Source(file: $0.file.file, sha256: $0.file.sha256) })
  }
}
