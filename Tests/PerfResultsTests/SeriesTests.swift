import PerfModel
import PerfResults
import Testing

/// Tables with an `iteration` hold series.
@Suite struct SeriesTests {
  private func table(_ schema: Schema, _ text: String) throws -> ResultTable {
    try TableReader(schema: schema, file: "r.csv").table(Array(text.utf8), format: "csv")
  }

  @Test func iterationsAreSeriesInTheirOrder() throws {
    let series = try #require(
      table(
        .iterations,
        "operation,iteration,time[us]\nput,10,3\nget,0,7\nput,2,2\nput,1,1\nget,1,8\n"
      ).series)
    #expect(series.map(\.key) == ["put", "get"])
    #expect(series.map(\.iterations) == [[1, 2, 10], [0, 1]])
    #expect(series.map(\.values) == [[1000, 2000, 3000], [7000, 8000]])
    #expect(series.allSatisfy { $0.column.name == "time" && $0.column.unit == "ns" })
  }

  @Test func everyMetricAndKeyIsASeries() throws {
    let schema = Schema(
      name: "own/1",
      columns: [
        Schema.Column("mix", .string, role: .key),
        Schema.Column("iteration", .uint, role: .key),
        Schema.Column("seed", .uint, role: .key),
        Schema.Column("time", .float, role: .metric, better: .lower, comparison: .relative),
        Schema.Column("bytes", .uint, role: .metric, optional: true),
      ])
    let text = "mix,iteration,seed,time,bytes\n\"a,b\",0,1,0.5,9\nc,0,1,0.25,8\nc,0,2,0.75,7\n"
    let series = try #require(table(schema, text).series)
    #expect(series.map(\.key) == ["\"a,b\",1", "\"a,b\",1", "c,1", "c,1", "c,2", "c,2"])
    #expect(series.map(\.column.name) == ["time", "bytes", "time", "bytes", "time", "bytes"])
    #expect(series.map(\.values) == [[0.5], [9], [0.25], [8], [0.75], [7]])
    let without = try #require(table(schema, "mix,iteration,seed,time\nc,3,1,2\n").series)
    #expect(without.map(\.column.name) == ["time"] && without[0].iterations == [3])
  }

  @Test func otherTablesAreNone() throws {
    let probe = try table(
      .probe, "scope,thread,count,total,min,mean,p50,p99,max\na,0,1,1,1,1,1,1,1\n")
    #expect(probe.series == nil)
    let metric = Schema(
      name: "m/1", columns: [Schema.Column("iteration", .uint, role: .metric)])
    #expect(try table(metric, "iteration\n1\n").series == nil)
    let text = Schema(
      name: "t/1", columns: [Schema.Column("iteration", .string, role: .key)])
    #expect(try table(text, "iteration\n1\n").series == nil)
  }
}
