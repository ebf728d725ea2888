import Glibc
import PerfProbe
import Testing

@Suite struct ResultTableTests {
  @Test func aBenchmarkTableIsWrittenAsTheSchemaSays() throws {
    let folder = try ScratchFolder()
    let header = [
      "scenario", "seed", "messages", "throughput", "latency_mean", "latency_p50", "latency_p95",
      "latency_p99", "digest",
    ]
    var table = ResultTable(columns: header)
    try table.append([
      "x10", .uint(42), .uint(300_000), .float(1_234_567.25), .float(0.1), .float(3),
      .float(1e-7), .float(2.5e22), .digest(0xAB),
    ])
    try table.write(to: "results.csv", into: folder.path)
    #expect(folder.names == ["results.csv"])
    #expect(
      contents(of: "\(folder.path)/results.csv") == header.joined(separator: ",") + "\n"
        + "x10,42,300000,1234567.25,0.1,3,1e-07,2.5e+22,00000000000000ab\n")
  }

  @Test func everyTypeOfValueHasItsText() throws {
    var table = ResultTable(columns: ["s", "i", "u", "f", "b", "d,x"])
    try table.append(["a \"b\", c", -3, .uint(.max), -0.0, true, .digest("ABcd")])
    try table.append(["", .int(.min), 0, 0.30000000000000004, false, .digest("0")])
    #expect(
      table.csv == """
        s,i,u,f,b,"d,x"
        "a ""b"", c",-3,18446744073709551615,0,true,abcd
        "",-9223372036854775808,0,0.30000000000000004,false,0

        """)
  }

  @Test func aRowThatDoesNotFitIsRefused() throws {
    var table = ResultTable(columns: ["a", "b"])
    try table.append([1, 0.5])
    #expect(throws: ResultError.fieldCount(row: 2, expected: 2, found: 1)) {
      try table.append([1])
    }
    #expect(throws: ResultError.mixedTypes(column: "b", row: 2)) { try table.append([1, 2]) }
    for bad in [Double.nan, .infinity, -.infinity] {
      #expect(throws: ResultError.notFinite(column: "b", row: 2)) {
        try table.append([1, .float(bad)])
      }
    }
    var digests = ResultTable(columns: ["d"])
    for bad in ["", "xyz", "12 "] {
      #expect(throws: ResultError.notADigest(column: "d", row: 1, text: bad)) {
        try digests.append([.digest(bad)])
      }
    }
    #expect(table.rows == [[1, 0.5]] && digests.rows.isEmpty)
  }

  @Test func aTableOrFileThatMakesNoSenseIsRefused() throws {
    let folder = try ScratchFolder()
    #expect(throws: ResultError.noColumns) {
      try ResultTable(columns: []).write(to: "a.csv", into: folder.path)
    }
    #expect(throws: ResultError.duplicateColumn("a")) {
      try ResultTable(columns: ["a", "b", "a"]).write(to: "a.csv", into: folder.path)
    }
    for name in ["", ".", "..", "../a.csv", "/a.csv", "a\0.csv"] {
      #expect(throws: ResultError.fileName(name)) {
        try ResultTable(columns: ["a"]).write(to: name, into: folder.path)
      }
    }
    #expect(throws: ResultError.system(file: "a.csv", errno: ENOENT)) {
      try ResultTable(columns: ["a"]).write(to: "a.csv", into: "\(folder.path)/missing")
    }
    #expect(folder.names.isEmpty)
  }
}
