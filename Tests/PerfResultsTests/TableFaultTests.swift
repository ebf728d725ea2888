import PerfFiles
import PerfModel
import PerfResults
import Testing

@Suite struct TableFaultTests {
  struct Fault: Sendable {
    var text: String
    var format = "csv"
    var message: String
    var verdict: Verdict
  }

  private static func csv(_ row: String) -> String {
    Sample.header + "\na,1,2,3,true,ff\n" + row + "\n"
  }

  private static func json(_ member: String) -> String {
    #"[{"name": "a", "part": 1, "count": 2, "fine": true, "sum": "ff", "# + member + "}]"
  }

  static let faults: [Fault] = [
    Fault(text: "", message: "r.csv: the table has no row", verdict: .missing),
    Fault(text: Sample.header + "\n", message: "r.csv: the table has no row", verdict: .missing),
    Fault(text: "[]", format: "json", message: "r.json: the table has no row", verdict: .missing),
    Fault(
      text: "\n \n", format: "ndjson", message: "r.ndjson: the table has no row", verdict: .missing),
    Fault(
      text: Sample.header + "\na,\"1\n", message: "r.csv: line 2: a quoted field is not closed",
      verdict: .incorrect),
    Fault(
      text: "{\"a\": 1}\n", format: "json",
      message: "r.json: expected an array of objects, or an object with `rows`", verdict: .incorrect
    ),
    Fault(
      text: "[1]", format: "json", message: "r.json, row 1: a row is not an object",
      verdict: .incorrect),
    Fault(
      text: "a", format: "tsv",
      message: "r.tsv: cannot tell the format from '.tsv' (csv, json, ndjson)",
      verdict: .incorrect),
    Fault(
      text: "name,part,count,p9,fine,sum\na,1,2,3,true,ff\n",
      message: "r.csv, column p9: schema sample/1 has no such column; did it mean 'p99'?",
      verdict: .notComparable),
    Fault(
      text: "zzzzzz\n1\n", message: "r.csv, column zzzzzz: schema sample/1 has no such column",
      verdict: .notComparable),
    Fault(
      text: "name,part,count,p99,fine\na,1,2,3,true\n",
      message: "r.csv, column sum: schema sample/1 requires this column and the table lacks it",
      verdict: .notComparable),
    Fault(
      text: "name,part,count,count,fine,sum\n",
      message: "r.csv, column count: the header names this column twice",
      verdict: .notComparable),
    Fault(
      text: csv("b,1,2.5,3,true,ff"),
      message: "r.csv, row 2, column count: expected a whole number, found 2.5",
      verdict: .notComparable),
    Fault(
      text: csv("b,-1,2,3,true,ff"),
      message: "r.csv, row 2, column part: expected a whole number from 0, found -1",
      verdict: .notComparable),
    Fault(
      text: csv("b,1,2,3,yes,ff"),
      message: "r.csv, row 2, column fine: expected true or false, found yes",
      verdict: .notComparable),
    Fault(
      text: csv("b,1,2,3,true,xyz"),
      message: "r.csv, row 2, column sum: expected a hexadecimal digest, found xyz",
      verdict: .notComparable),
    Fault(
      text: json(#""p99": "3""#), format: "json",
      message: "r.json, row 1, column p99: expected a number, found \"3\"", verdict: .notComparable),
    Fault(
      text: json(#""p99": [3]"#), format: "json",
      message: "r.json, row 1, column p99: expected float, found [3]", verdict: .notComparable),
    Fault(
      text: "name,part,count,p99[MiB],fine,sum\na,1,2,3,true,ff\n",
      message: "r.csv, column p99: unit 'MiB' cannot be scaled to 'us'", verdict: .notComparable),
    Fault(
      text: "name[s],part,count,p99,fine,sum\na,1,2,3,true,ff\n",
      message: "r.csv, column name: unit 's' cannot be scaled to 'none'", verdict: .notComparable),
    Fault(
      text: csv("b,1,2,fast,true,ff"), message: "r.csv, row 2, column p99: 'fast' is not a number",
      verdict: .incorrect),
    Fault(
      text: csv("b,1,2,0x1p3,true,ff"),
      message: "r.csv, row 2, column p99: '0x1p3' is not a number",
      verdict: .incorrect),
    Fault(
      text: csv("b,1,2,nan,true,ff"),
      message: "r.csv, row 2, column p99: 'nan' is not a finite number",
      verdict: .incorrect),
    Fault(
      text: csv("b,1,2,-Infinity,true,ff"),
      message: "r.csv, row 2, column p99: '-Infinity' is not a finite number", verdict: .incorrect),
    Fault(
      text: csv("b,1,2,1e400,true,ff"),
      message: "r.csv, row 2, column p99: '1e400' is not a finite number",
      verdict: .incorrect),
    Fault(
      text: json(#""p99": "NaN""#), format: "json",
      message: "r.json, row 1, column p99: 'NaN' is not a finite number", verdict: .incorrect),
    Fault(
      text: csv("b,1,2,,true,ff"), message: "r.csv, row 2, column p99: the field is empty",
      verdict: .incorrect),
    Fault(
      text: csv("b,1,2,3,,ff"), message: "r.csv, row 2, column fine: the field is empty",
      verdict: .incorrect),
    Fault(
      text: csv("b,1,2,3,true,"), message: "r.csv, row 2, column sum: the field is empty",
      verdict: .incorrect),
    Fault(
      text: json(#""p99": null"#), format: "json",
      message: "r.json, row 1, column p99: the field is empty", verdict: .incorrect),
    Fault(
      text: csv("b,1,2,3,true,ff\na,1,9,9,false,0"),
      message: "r.csv, row 3: the key stands already in row 1", verdict: .incorrect),
    Fault(
      text: csv("b,1,2"), message: "r.csv, row 2: expected 6 fields, found 3", verdict: .incorrect),
    Fault(
      text: csv("b,1,2,3,true,ff,more"), message: "r.csv, row 2: expected 6 fields, found 7",
      verdict: .incorrect),
    Fault(
      text: #"{"schema": "other/1", "rows": []}"#, format: "json",
      message: "r.json: expected schema sample/1, found other/1", verdict: .notComparable),
    Fault(
      text: json(#""p99": 3"#).dropLast() + #", {"name": "b"}]"#, format: "json",
      message:
        "r.json, row 2, column part: schema sample/1 requires this column and the table lacks it",
      verdict: .notComparable),
    Fault(
      text: json(#""p99": 3"#).dropLast(2) + #"}, {"more": 1}]"#, format: "json",
      message: "r.json, row 2, column more: schema sample/1 has no such column",
      verdict: .notComparable),
  ]

  @Test(arguments: faults)
  func everyFaultSaysWhereAndEndsWithItsVerdict(_ fault: Fault) throws {
    let error = try #require(throws: ResultError.self) {
      try Sample.table(fault.text, fault.format)
    }
    #expect(error.message == fault.message)
    #expect(error.verdict == fault.verdict)
  }

  @Test func syntaxErrorsHaveLineAndColumn() throws {
    let array = try #require(throws: ResultError.self) { try Sample.table("[\n{\"a\": }]", "json") }
    #expect(array.message.hasPrefix("r.json: line 2, column 7: "))
    let lines = try #require(throws: ResultError.self) {
      try Sample.table("{}\n\n{\"a\": 1, \"a\": 2}\n", "ndjson")
    }
    #expect(lines.message.hasPrefix("r.ndjson: line 3, column "))
    #expect(lines.message.contains("duplicate"))
    #expect(array.verdict == .incorrect && lines.verdict == .incorrect)
  }

  @Test func filesThatAreNotThereAreMissing() throws {
    let folder = try Folder.createTemporary(in: "/tmp", prefix: "perfkit-tables.")
    defer { try? Folder.remove(folder) }
    let reader = TableReader(schema: Sample.schema, file: "out/r.csv")
    let missing = try #require(throws: ResultError.self) {
      try reader.read(path: folder + "/r.csv")
    }
    #expect(missing.message == "out/r.csv: the run left no such file")
    #expect(missing.verdict == .missing)
    try Folder.create(folder + "/d.csv")
    let noFile = try #require(throws: ResultError.self) { try reader.read(path: folder + "/d.csv") }
    #expect(noFile.message == "out/r.csv: what the run left there is no regular file")
    #expect(noFile.verdict == .missing)
    let unreadable = ResultError(.unreadable(reason: "No"), file: "out/r.csv", schema: "sample/1")
    #expect(unreadable.message == "out/r.csv: No" && unreadable.verdict == .error)
    try File.write((Sample.header + "\na,1,2,3,true,FF\n").utf8, to: folder + "/R.CSV")
    #expect(try reader.read(path: folder + "/R.CSV").rows.count == 1)
  }

  @Test(arguments: ["0e9223372036854775807", "1e-9223372036854775807", "0e-9223372036854775808"])
  func hugeExponentsAreNoTrap(_ number: String) async {
    await #expect(processExitsWith: .success) { [number = number as String] in
      for header in ["v[ks]", "v[ns]"] {
        _ = try? Sample.table(header + "\n" + number + "\n", schema: Sample.column("s"))
      }
    }
  }
}
