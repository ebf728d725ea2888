import PerfModel
import PerfReport
import Testing

@Suite struct ProblemTextTests {
  private func text(_ problem: Problem, label: String = "error") -> String {
    ProblemText(style: Style(isOn: false)).text(of: problem, label: label)
  }

  @Test func theCaretStandsUnderThePlace() {
    #expect(
      text(
        Problem(
          "plan.unknown-key", "unknown key 'tiemout'", hint: "did you mean 'timeout'?",
          file: "perfkit.yaml", line: 12, column: 5, excerpt: "    tiemout: 20s", length: 7))
          == """
          perfkit.yaml:12:5: error: unknown key 'tiemout'
           12 |     tiemout: 20s
              |     ^^^^^^^
            → did you mean 'timeout'?
          """)
  }

  @Test func problemsWithoutAPlaceAreOneLine() {
    #expect(text(Problem("x", "no engine"), label: "warning") == "warning: no engine")
    #expect(text(Problem("x", "bad", file: "f", line: 3)) == "f:3: error: bad")
    #expect(text(Problem("x", "bad", hint: "do it")) == "error: bad\n  → do it")
  }

  @Test(arguments: [1, 30, 100, 150, 200, 201])
  func longLinesAreShownAroundTheColumn(_ column: Int) {
    let line = (0..<200).map { $0 + 1 == column ? "X" : "." }.joined()
    let lines = text(
      Problem("x", "m", file: "f", line: 1, column: column, excerpt: line, length: 400)
    ).split(separator: "\n").map(String.init)
    #expect(lines.count == 3 && lines.allSatisfy { $0.count <= 80 })
    let shown = Array(lines[1])
    let caret = lines[2].distance(
      from: lines[2].startIndex, to: lines[2].firstIndex(of: "^") ?? lines[2].endIndex)
    if column <= 200 { #expect(shown[caret] == "X") }
  }

  @Test func tabsAndEmptyLinesKeepTheCaretInPlace() {
    let tab = text(Problem("x", "m", file: "f", line: 1, column: 2, excerpt: "\tx: y"))
    #expect(tab.hasSuffix("\n 1 |  x: y\n   |  ^"))
    let empty = text(Problem("x", "m", file: "f", line: 1, column: 1, excerpt: ""))
    #expect(empty == "f:1:1: error: m")
  }
}
