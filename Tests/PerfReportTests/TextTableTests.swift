import PerfReport
import Testing

@Suite struct TextTableTests {
  private let plain = Style(isOn: false)

  private func table(_ rows: [[String]], dispensable: [String] = []) -> TextTable {
    var table = TextTable(
      [("case", .left), ("wall", .right), ("memory", .right), ("outcome", .left)],
      dispensable: dispensable)
    for row in rows { table.add(row) }
    return table
  }

  @Test func columnsAreAligned() {
    let lines = table([["quick", "1.5 ms", "10 MiB", "passed"], ["slower", "12 s", "1 MiB", ""]])
      .lines(width: 80, style: plain)
    #expect(
      lines == [
        "  case      wall  memory  outcome", "  quick   1.5 ms  10 MiB  passed",
        "  slower    12 s   1 MiB",
      ])
  }

  @Test func linesHaveNoSpaceAtTheirEnd() {
    let lines = table([["a", "1", "2", "x"], ["b", "1", "2", ""]]).lines(width: 80, style: plain)
    #expect(lines.allSatisfy { $0.last != " " })
  }

  @Test func columnsThatHoldNothingAreLeftOut() {
    let lines = table([["quick", "", "", "failed"]]).lines(width: 80, style: plain)
    #expect(lines == ["  case   outcome", "  quick  failed"])
    #expect(table([]).isEmpty)
  }

  @Test func dispensableColumnsGoFirstNamedFirst() {
    let rows = [["a/long/case/name", "123.4 ms", "123.4 MiB", "passed"]]
    let table = table(rows, dispensable: ["memory", "wall"])
    #expect(table.lines(width: 80, style: plain)[0].contains("memory"))
    let narrow = table.lines(width: 40, style: plain)
    #expect(!narrow[0].contains("memory") && narrow[0].contains("wall"))
    let narrower = table.lines(width: 30, style: plain)
    #expect(!narrower[0].contains("memory") && !narrower[0].contains("wall"))
    #expect(narrower[0].contains("outcome"))
  }

  @Test func theFirstColumnIsShortenedInItsMiddle() {
    let name = "stress/scenario=baseline,seed=42"
    let lines = table([[name, "1 ms", "1 MiB", "ok"]]).lines(width: 44, style: plain)
    #expect(lines.allSatisfy { $0.count <= 44 })
    #expect(lines[1].contains("…"))
    #expect(lines[1].hasPrefix("  stress/") && lines[1].contains("=42  "))
  }

  @Test func colourDoesNotCountAsWidth() {
    let table = table([["quick", "1 ms", "1 MiB", "ok"]])
    let plainLines = table.lines(width: 30, style: plain)
    let coloured = table.lines(width: 30, style: Style(isOn: true))
    #expect(coloured[0] == "\u{1B}[2m" + plainLines[0] + "\u{1B}[0m")
    #expect(coloured[1...] == plainLines[1...])
  }
}
