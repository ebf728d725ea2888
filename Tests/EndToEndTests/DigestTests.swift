import PerfJSON
import Testing

@Suite struct DigestTests {
  /// A result file.
  struct Table: CustomTestStringConvertible, Sendable {
    let name: String
    let file: String
    let text: String
    var testDescription: String { name }

    init(_ name: String, _ file: String, _ text: String) {
      (self.name, self.file, self.text) = (name, file, text)
    }
  }

  /// The contract's canonical text of every table below.
  static let canonical = """
    trade/1
    id,price,span,ratio,hash
    1,100,2000,0.1,ab12
    2,-5,1000,0,ff

    """

  /// The same two rows as different programs write them.
  static let tables = [
    Table(
      "canonical CSV", "r.csv",
      "id,price,span,ratio,p99,hash\n1,100,2000,0.1,7.5,ab12\n2,-5,1000,0,9,ff\n"),
    Table(
      "other columns and line ends", "r.csv",
      "hash,ratio,id,span,price\r\nAB12,0.10,1,2000,100\r\nff,-0,2,1000,-5\r\n"),
    Table(
      "other rows and units", "r.csv",
      "id,price,span[us],ratio,p99[ms],hash\n2,-5,1,-0.0,1,FF\n1,100,2,1e-1,2,ab12\n"),
    Table(
      "JSON array", "r.json",
      """
      [{"id": 2, "price": -5, "span": 1000, "ratio": 0.0, "hash": "ff"},
       {"hash": "ab12", "ratio": 0.1, "span": 2000, "price": 100, "id": 1}]
      """),
    Table(
      "JSON with units", "r.json",
      """
      {"schema": "trade/1", "units": {"span": "us", "ratio": "%"}, "rows": [
        {"id": 1, "price": 100, "span": 2, "ratio": 10, "hash": "ab12"},
        {"id": 2, "price": -5, "span": 1, "ratio": 0, "hash": "ff"}]}
      """),
    Table(
      "NDJSON", "r.ndjson",
      """
      {"id": 1, "price": 100, "span": 2000, "ratio": 0.1, "hash": "ab12"}
      {"id": 2, "price": -5, "span": 1000, "ratio": -0.0, "hash": "ff"}

      """),
  ]

  @Test(arguments: tables) func isThatOfTheCanonicalText(_ table: Table) throws {
    let project = try Project(
      .init(cases: [Project.Plan.engine("results: [{file: \(table.file), schema: trade/1}]")]),
      engine: "cp \"${0%/*}/\(table.file)\" \"$PERFKIT_OUT\"")
    try project.write(table.text, to: table.file)
    try project.write(Self.canonical, to: "canonical")
    let digest = try project.sh("sha256sum canonical").prefix(64)
    #expect(try project.perfkit("smoke").digests == [String(digest)])
    let checked = try project.perfkit("schema", "validate", "trade/1", table.file)
    #expect(checked.output.contains(digest))
  }

  @Test func valuesAreScaledToTheUnitOfTheSchema() throws {
    let table = Self.tables[2]
    let project = try Project(
      .init(cases: [Project.Plan.engine("results: [{file: r.csv, schema: trade/1}]")]),
      engine: "cp \"${0%/*}/r.csv\" \"$PERFKIT_OUT\"")
    try project.write(table.text, to: table.file)
    let samples = try project.perfkit("smoke").cases.first?["samples"]
    #expect(samples?["p99[1]"]?["values"]?.elements?.map(\.double) == [2000])
    #expect(samples?["p99[1]"]?["unit"]?.text == "us")
    #expect(samples?["span[2]"]?["values"]?.elements?.map(\.double) == [1000])
  }
}
