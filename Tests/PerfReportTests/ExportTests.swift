import PerfModel
import PerfReport
import Testing

@Suite struct ExportTests {
  @Test func junitCountsAndEscapes() {
    let text = JUnitReport.text([
      .init(
        name: "a<b",
        tests: [
          .init(group: "g", name: "x & \"y\"", outcome: .passed, seconds: 1.25),
          .init(group: "g", name: "p99", outcome: .failed("slow\n<it is>")),
          .init(group: "g", name: "p999", outcome: .skipped("not estimable")),
          .init(group: "g", name: "start", outcome: .broken("no program")),
        ])
    ])
    #expect(
      text == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="perfkit">
          <testsuite name="a&lt;b" tests="4" failures="1" errors="1" skipped="1" time="1.250">
            <testcase classname="g" name="x &amp; &quot;y&quot;" time="1.250"/>
            <testcase classname="g" name="p99" time="0.000"><failure message="slow &lt;it is&gt;"/></testcase>
            <testcase classname="g" name="p999" time="0.000"><skipped message="not estimable"/></testcase>
            <testcase classname="g" name="start" time="0.000"><error message="no program"/></testcase>
          </testsuite>
        </testsuites>

        """)
  }

  @Test func workflowCommandsNameThePlace() {
    let text = WorkflowCommands.text(
      (
        errors: [
          Problem(
            "objective.missed", "100 % of\nit", hint: "look", file: "a,b:c.yaml", line: 3, column: 7
          )
        ], warnings: [Problem("w", "careful")]
      ))
    #expect(
      text == """
        ::error file=a%2Cb%3Ac.yaml,line=3,col=7,title=perfkit%3A objective.missed::100 %25 of%0Ait%0Alook
        ::warning title=perfkit%3A w::careful

        """)
  }
}
