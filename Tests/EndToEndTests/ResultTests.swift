import PerfJSON
import Testing

@Suite struct ResultTests {
  /// A table that cannot be used, with what perfkit makes of it.
  struct Bad: CustomTestStringConvertible, Sendable {
    let name: String
    /// What the engine writes into `r.csv`; nil leaves none.
    let table: String?
    let status: Int32
    let verdict: String
    let words: [String]
    var testDescription: String { name }
  }

  static let head = "id,price,span,ratio,hash,p99\n"

  static let bad: [Bad] = [
    Bad(name: "no file", table: nil, status: 3, verdict: "missing", words: ["r.csv"]),
    Bad(name: "no row", table: head, status: 3, verdict: "missing", words: ["r.csv", "row"]),
    Bad(name: "empty file", table: "", status: 3, verdict: "missing", words: ["r.csv", "row"]),
    Bad(
      name: "NaN", table: head + "1,2,3,0.5,ab,1\n2,2,3,0.5,ab,NaN\n", status: 4,
      verdict: "incorrect", words: ["r.csv", "row 2", "p99", "NaN"]),
    Bad(
      name: "infinity", table: head + "1,2,3,0.5,ab,inf\n", status: 4, verdict: "incorrect",
      words: ["r.csv", "row 1", "p99", "inf"]),
    Bad(
      name: "not a number", table: head + "1,2,3,fast,ab,1\n", status: 4, verdict: "incorrect",
      words: ["r.csv", "row 1", "ratio", "fast"]),
    Bad(
      name: "duplicate key", table: head + "1,2,3,0.5,ab,1\n7,2,3,0.5,ab,1\n1,2,3,0.5,ab,1\n",
      status: 4, verdict: "incorrect", words: ["r.csv", "row 3", "row 1"]),
    Bad(
      name: "renamed header", table: "id,prise,span,ratio,hash,p99\n1,2,3,0.5,ab,1\n", status: 5,
      verdict: "not-comparable", words: ["r.csv", "prise", "did it mean 'price'?"]),
    Bad(
      name: "lost column", table: "id,price,ratio,hash\n1,2,0.5,ab\n", status: 5,
      verdict: "not-comparable", words: ["r.csv", "span"]),
    Bad(
      name: "wrong unit", table: "id,price,span[KiB],ratio,hash\n1,2,3,0.5,ab\n", status: 5,
      verdict: "not-comparable", words: ["r.csv", "span", "KiB", "ns"]),
    Bad(
      name: "wrong type", table: head + "1,2,-3,0.5,ab,1\n", status: 5, verdict: "not-comparable",
      words: ["r.csv", "row 1", "span", "-3"]),
  ]

  @Test(arguments: bad) func isRefused(_ bad: Bad) throws {
    let project = try Project(
      .init(cases: [Project.Plan.engine("results: [{file: r.csv, schema: trade/1}]", runs: 2)]),
      engine: "[ -e \"${0%/*}/table\" ] && cp \"${0%/*}/table\" \"$PERFKIT_OUT/r.csv\"; true")
    if let table = bad.table { try project.write(table, to: "table") }
    let call = try project.perfkit("smoke", exits: bad.status, bad.verdict)
    for word in ["quick: run 0"] + bad.words {
      #expect(call.errors.contains(word), "\(word) in \(call.errors)")
    }
  }

  @Test func anOptionalTableMayBeMissing() throws {
    let results =
      "results: [{file: r.csv, schema: kv/1}, {file: s.csv, schema: kv/1, optional: true}]"
    let project = try Project(
      .init(cases: [Project.Plan.engine(results)]), engine: Project.leaving())
    #expect(try project.perfkit("smoke").digests.count == 1)
  }

  @Test func aCaseWithoutTablesIsJudgedByItsStatus() throws {
    let project = try Project(.init(cases: [Project.Plan.engine()]), engine: "exit 0")
    let call = try project.perfkit("smoke")
    #expect(call.digests == [])
    #expect(call.cases.first?["samples"]?["wall_time"]?["gating"]?.flag == true)
  }
}
