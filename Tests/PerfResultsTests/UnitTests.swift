import PerfModel
import PerfResults
import Testing

@Suite struct UnitTests {
  @Test(
    arguments: [
      ("ms", "us", "1.5", 1500), ("ns", "us", "1500", 1.5), ("s", "us", "0.0000015", 1.5),
      ("us", "us", "3", 3), ("min", "s", "2", 120), ("h", "min", "1", 60), ("d", "h", "1", 24),
      ("KiB", "B", "1.5", 1536), ("MiB", "KiB", "2", 2048), ("GiB", "MiB", "1", 1024),
      ("kB", "B", "1.5", 1500), ("MB", "KiB", "1.024", 1000), ("TiB", "GiB", "1", 1024),
      ("%", "1", "12.5", 0.125), ("1", "%", "0.125", 12.5), ("kmsg/s", "msg/s", "1.5", 1500),
      ("msg/s", "Mmsg/s", "2500000", 2.5), ("msg/ms", "msg/s", "3", 3000),
      ("MiB/s", "B/s", "1", 1_048_576),
      ("GHz", "MHz", "2.4", 2400), ("µs", "us", "7", 7), ("μs", "ns", "7", 7000),
      ("kop/s", "op/s", "1", 1000),
      ("trade", "trade", "4", 4), ("msg/min", "msg/s", "60", 1),
    ] as [(String, String, String, Double)])
  func headersCarryUnits(_ unit: String, _ own: String, _ text: String, _ expected: Double) throws {
    let schema = Sample.column(own)
    let csv = try Sample.table("v[\(unit)]\n\(text)\n", schema: schema)
    #expect(csv.rows == [[.float(expected)]])
    let member = try Sample.table("[{\"v[\(unit)]\": \(text)}]", "json", schema: schema)
    #expect(member == csv)
    let units = try Sample.table(
      "{\"units\": {\"v\": \"\(unit)\"}, \"rows\": [{\"v\": \(text)}]}", "json", schema: schema)
    #expect(units == csv)
    let line = try Sample.table("{\"v[\(unit)]\": \(text)}\n", "ndjson", schema: schema)
    #expect(line == csv)
  }

  @Test(arguments: [
    ("s", "B"), ("msg/s", "op/s"), ("B", "B/s"), ("s", "1/s"), ("count", "s"), ("xs", "s"),
    ("Kis", "s"),
    ("", "s"), ("S", "s"), ("s", "trade"), ("msg", "msg/s"),
  ])
  func otherDimensionsAreRefused(_ unit: String, _ own: String) throws {
    let error = try #require(throws: ResultError.self) {
      try Sample.table("v[\(unit)]\n1\n", schema: Sample.column(own))
    }
    #expect(error.kind == .wrongUnit(expected: own, found: unit))
    #expect(error.verdict == .notComparable)
  }

  @Test func scalingIsExactInTheDecimals() throws {
    for digits in ["1", "3", "7", "0.1", "123.456", "9.99", "0.3", "1e-3", "1.7E+2", "5e-324"] {
      let expected = try #require(Double(digits))
      let same = try Sample.table("v[ms]\n\(digits)\n", schema: Sample.column("ms"))
      #expect(same.rows == [[.float(expected)]])
    }
    for (text, expected) in [
      ("0.0007", 700), ("0.0000003", 0.3), ("4.1e-7", 0.41), ("-1.1", -1.1e6),
    ] {
      let moved = try Sample.table("v[s]\n\(text)\n", schema: Sample.column("us"))
      #expect(moved.rows == [[.float(expected)]])
    }
  }

  @Test func wholeNumbersStayWhole() throws {
    let table = try Sample.table(
      "name,part,count[%],p99,fine,sum\na,1,250,3,true,ff\n".replacing("[%]", with: "[count]"))
    #expect(table.rows.first?[2] == .int(250))
    let error = try #require(throws: ResultError.self) {
      try Sample.table("name,part,count[%],p99,fine,sum\na,1,250,3,true,ff\n")
    }
    #expect(error.kind == .wrongType(expected: "a whole number", found: "250"))
    let percent = try Sample.table("name,part,count[%],p99,fine,sum\na,1,200,3,true,ff\n")
    #expect(percent.rows.first?[2] == .int(2))
  }

  @Test func aUnitOfAnUnknownColumnIsRefused() throws {
    #expect(throws: ResultError.self) {
      try Sample.table(
        #"{"units": {"w": "s"}, "rows": [{"v": 1}]}"#, "json", schema: Sample.column("s"))
    }
  }
}
