import PerfModel
import PerfReport
import PerfResults
import Testing

/// The figure of a drill: two repeats with four kills each.
@Suite struct RecoveryFigureTests {
  private static let folder = "cases/001-drill/"

  private static func run(acknowledges: Bool = true, kills: Int = 4) -> ReportedRun {
    var entry = Fixture.entry("drill", runs: 2)
    entry.suite = "drill"
    var run = ReportedRun(record: Fixture.run([]), sha256: "5f", version: "0.1.0")
    let names = ["kill", "after", "recovery_time"] + (acknowledges ? ["first_ack"] : [])
    let columns = Schema.failoverDrill.columns.filter { names.contains($0.name) }
    for number in 0..<2 {
      let file = folder + "\(number)/failover-drill.csv"
      entry.runs[number].output = folder + "\(number)/output.log"
      entry.tables.append(.init(schema: "failover-drill/1", file: file, sha256: "0\(number)"))
      run.tables[file] = ResultTable(
        schema: .failoverDrill, columns: columns,
        rows: (0..<kills).map { kill in
          let time = Double((kill * 3 + number) % 4 + 1)
          let values: [String: ResultValue] = [
            "kill": .uint(UInt64(kill)), "after": .uint(UInt64(10 * kill + number)),
            "recovery_time": .float(time), "first_ack": .float(time + 0.5),
          ]
          return columns.compactMap { values[$0.name] }
        })
    }
    run.record.cases = [entry]
    return run
  }

  private static func figure(_ run: ReportedRun) throws -> Figure {
    let figures = StressFigures(run).all
    #expect(figures.map(\.name) == ["case-1-recovery"])
    return try #require(figures.first)
  }

  @Test func everyKillIsShownByItsPlace() throws {
    let figure = try Self.figure(Self.run())
    let curves = figure.panels[0].curves
    #expect(curves.map(\.name) == ["recovered", "first acknowledgement"])
    #expect(curves.map(\.form) == [.dots, .crosses])
    #expect(curves[0].points.map(\.x) == [0, 10, 20, 30, 1, 11, 21, 31])
    #expect(curves[0].points.map(\.y) == [1, 4, 3, 2, 2, 1, 4, 3])
    #expect(curves[1].points.map(\.y) == curves[0].points.map { $0.y + 0.5 })
    #expect(figure.caption.hasPrefix("Of 8 kills, "))
    #expect(!figure.caption.contains("longest response"))
    #expect(figure.sources.map(\.sha256) == ["00", "01"])
    #expect(figure.title == "Recovery times of drill")
  }

  @Test func anEngineMayHaveAcknowledgedNothing() throws {
    let figure = try Self.figure(Self.run(acknowledges: false))
    #expect(figure.panels[0].curves.filter { !$0.points.isEmpty }.map(\.name) == ["recovered"])
    let text = FigureScript(figure).text
    #expect(!text.contains("nan") && !text.contains("inf") && !text.contains("first ack"))
    #expect(text.contains("acknowledgements before the kill") && text.contains("time [ms]"))
  }

  @Test func aDrillWithoutKillsHasNoFigure() {
    #expect(StressFigures(Self.run(kills: 0)).all == [])
  }
}
