import PerfMustache
import Testing

@Suite struct TemplateTests {
  private static let shape: [String: MustacheShape] = [
    "name": .text, "note": .optionalText, "on": .flag,
    "items": .list(["text": .text, "inner": .list(["deep": .text])]),
    "owner": .object(["mail": .text]),
  ]

  private func filled(
    _ source: String, _ values: [String: MustacheValue]
  ) throws -> String {
    try MustacheTemplate(Array(source.utf8), shape: Self.shape).filled(with: values)
  }

  @Test func textsArePutInAsTheyAre() throws {
    let text = #"<b> & "x" 'y' {{name}} ü"#
    #expect(try filled("-{{name}}-{{ name }}-", ["name": .text(text)]) == "-\(text)-\(text)-")
  }

  @Test func sectionsFollowListsFlagsAndOptionalTexts() throws {
    let source =
      "{{#items}}<{{text}}{{#inner}}.{{deep}}{{/inner}}>{{/items}}{{^items}}none{{/items}}"
    let item: (String, [String]) -> MustacheValue = { text, inner in
      .object([
        "text": .text(text),
        "inner": .list(inner.map { .object(["deep": .text($0)]) }),
      ])
    }
    #expect(
      try filled(source, ["items": .list([item("a", ["1", "2"]), item("b", [])])]) == "<a.1.2><b>")
    #expect(try filled(source, ["items": .list([])]) == "none")
    #expect(try filled("{{#on}}y{{/on}}{{^on}}n{{/on}}", ["on": .flag(true)]) == "y")
    #expect(try filled("{{#on}}y{{/on}}{{^on}}n{{/on}}", ["on": .flag(false)]) == "n")
    #expect(try filled("{{#note}}[{{note}}]{{/note}}", ["note": .text("n")]) == "[n]")
    #expect(try filled("{{#note}}[{{note}}]{{/note}}", ["note": .flag(false)]) == "")
    #expect(
      try filled("{{#owner}}{{mail}}{{/owner}}", ["owner": .object(["mail": .text("m")])]) == "m")
  }

  @Test func linesOfSectionTagsAloneLeaveNoLine() throws {
    let source = "a\n{{#on}}\nb\n{{/on}}\nc\n"
    #expect(try filled(source, ["on": .flag(true)]) == "a\nb\nc\n")
    #expect(try filled(source, ["on": .flag(false)]) == "a\nc\n")
    #expect(try filled("  {{#on}}  \r\nb{{/on}}", ["on": .flag(true)]) == "b")
    #expect(try filled("a\n{{! one\ntwo }}\nb\n{{!x}}", [:]) == "a\nb\n")
    #expect(try filled("{{#on}}\n{{#on}}\n{{/on}}\n{{/on}}\n", ["on": .flag(true)]) == "")
    #expect(try filled("a {{#on}}\n{{/on}}\n", ["on": .flag(true)]) == "a \n")
  }

  @Test func outerNamesAreSeenInside() throws {
    let source = "{{#items}}{{name}}{{text}} {{/items}}"
    let items = MustacheValue.list([.object(["text": .text("1")]), .object(["text": .text("2")])])
    #expect(try filled(source, ["name": .text("n"), "items": items]) == "n1 n2 ")
  }

  @Test func anEmptyTemplateIsEmpty() throws {
    #expect(try filled("", [:]) == "")
    #expect(try filled("{ } {x} }} {{! c }}", [:]) == "{ } {x} }} ")
  }

  @Test(arguments: [
    (
      "a {{nam}}",
      TemplateMistake.Reason.unknownName("nam", known: ["items", "name", "note", "on", "owner"]), 1,
      3
    ),
    ("\nü {{{name}}}", .unescaped, 2, 3), ("{{& name}}", .unescaped, 1, 1),
    ("{{> other}}", .partial, 1, 1), ("x\n\n  {{=<% %>=}}", .delimiter, 3, 3),
    ("{{name", .openTag, 1, 1), ("{{ }}", .emptyTag, 1, 1), ("{{#}}", .emptyTag, 1, 1),
    ("{{a.b}}", .badName("a.b"), 1, 1), ("{{.}}", .badName("."), 1, 1),
    ("{{/name}}", .strayEnd("name", open: nil), 1, 1),
    ("{{#on}}", .openSection("on"), 1, 1), ("{{on}}", .noText("on"), 1, 1),
    ("{{items}}", .noText("items"), 1, 1), ("{{#name}}{{/name}}", .noSection("name"), 1, 1),
    (
      "{{text}}", .unknownName("text", known: ["items", "name", "note", "on", "owner"]), 1, 1
    ),
    (
      "{{^items}}{{text}}{{/items}}",
      .unknownName("text", known: ["items", "name", "note", "on", "owner"]), 1, 11
    ),
  ])
  func whatMustNotBeThereHasAPlace(
    source: String, reason: TemplateMistake.Reason, line: Int, column: Int
  ) throws {
    let mistakes = try #require(throws: TemplateMistakes.self) {
      _ = try MustacheTemplate(Array(source.utf8), shape: Self.shape)
    }
    #expect(mistakes.all.map(\.reason) == [reason])
    #expect(mistakes.all.first?.line == line)
    #expect(mistakes.all.first?.column == column)
  }

  @Test func allMistakesAreToldInTheOrderOfTheirPlaces() throws {
    let source = "{{#on}}\n{{x}}\n{{/items}}\n"
    let mistakes = try #require(throws: TemplateMistakes.self) {
      _ = try MustacheTemplate(Array(source.utf8), shape: Self.shape)
    }
    #expect(mistakes.all.map(\.line) == [1, 2, 3])
    #expect(mistakes.all[1].excerpt == "{{x}}")
    #expect(mistakes.all[1].length == 5)
  }

  @Test func limitsHold() throws {
    let deep = String(repeating: "{{#on}}", count: 17) + String(repeating: "{{/on}}", count: 17)
    let large = [UInt8](repeating: 0x20, count: MustacheTemplate.mostBytes + 1)
    for (bytes, reason) in [
      (Array(deep.utf8), TemplateMistake.Reason.tooDeep(limit: 16)),
      (large, .tooLarge(bytes: large.count, limit: MustacheTemplate.mostBytes)),
      ([0x7B, 0xFF], .notUTF8),
    ] {
      let mistakes = try #require(throws: TemplateMistakes.self) {
        _ = try MustacheTemplate(bytes, shape: Self.shape)
      }
      #expect(mistakes.all.map(\.reason) == [reason])
    }
  }
}
