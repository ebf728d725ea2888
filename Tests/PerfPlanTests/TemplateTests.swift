import PerfModel
import Testing

@Suite struct TemplateTests {
  private func expanded(_ text: String) throws(Template.Failure) -> String? {
    try Template(text).expanded { ["seed": "42", "env:A": "x y"][$0] }
  }

  @Test func namesAreReplaced() throws {
    #expect(try expanded("") == "")
    #expect(try expanded("a${seed}b${env:A}") == "a42bx y")
    #expect(try expanded("$${seed} $$$${seed}") == "${seed} $${seed}")
    #expect(try expanded("$5 a$ $HOME }") == "$5 a$ $HOME }")
    #expect(try expanded("${nope}") == nil)
  }

  @Test func partsKnowTheirPlace() throws {
    let template = try Template("é$$${seed}")
    #expect(template.parts == [.text("é$"), .name("seed", offset: 3)])
    #expect(template.names == ["seed"])
  }

  @Test func wrongTextsSayWhere() {
    #expect(throws: Template.Failure.unterminated(offset: 1)) { try Template("a${seed") }
    #expect(throws: Template.Failure.noName(offset: 2)) { try Template("$$${}") }
  }
}
