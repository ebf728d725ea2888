import PerfYAML
import Testing

/// A wrong file and what is said about it: `line:column code: message`.
struct Mistake: Sendable, CustomTestStringConvertible {
  let input: [UInt8]
  let expected: String

  init(_ input: String, _ expected: String) {
    self.input = Array(input.utf8)
    self.expected = expected
  }

  init(bytes: [UInt8], _ expected: String) {
    input = bytes
    self.expected = expected
  }

  var testDescription: String { expected }
}

private let syntax: [Mistake] = [
  Mistake("a:\n\tb: 1\n", "2:1 yaml.tab: a tab where indentation is expected"),
  Mistake("a:\n  b: 1\n\tc: 2\n", "3:1 yaml.tab: a tab where indentation is expected"),
  Mistake("a: |\n\tb\n", "2:1 yaml.tab: a tab where indentation is expected"),
  Mistake("- \t- a\n", "1:3 yaml.tab: a tab where indentation is expected"),
  Mistake("a: [x, ${b}]\n", "1:8 yaml.syntax: '${' inside brackets must be quoted"),
  Mistake("a: {x: ${b}}\n", "1:8 yaml.syntax: '${' inside brackets must be quoted"),
  Mistake("x: 1\na: 'b\nc: d\n", "2:4 yaml.syntax: this quote is never closed"),
  Mistake("a: \"b\n---\n", "1:4 yaml.syntax: this quote is never closed"),
  Mistake(
    "a: [b, c\nd: e\n", "2:2 yaml.syntax: expected ',' or ']' for the '[' in line 1, column 4"),
  Mistake(
    "a: {b: 1\nd: e", "2:2 yaml.syntax: expected ',' or '}' for the '{' in line 1, column 4"),
  Mistake("a: b: c\n", "1:5 yaml.syntax: ': ' is not allowed here"),
  Mistake(
    "a:\n  b: 1\n c: 2\n",
    "3:2 yaml.syntax: this does not line up with the block that starts in line 1, column 1"),
  Mistake(
    "a:\n  - 1\n  b: 2\n",
    "3:3 yaml.syntax: this does not line up with the block that starts in line 2, column 3"),
  Mistake("a: 1\nbcd\ne: 2\n", "2:1 yaml.syntax: expected ':' after this key"),
  Mistake("a: \"\\d\"\n", "1:5 yaml.syntax: double quotes know no such escape"),
  Mistake("a: @b\n", "1:4 yaml.syntax: a value cannot start with '@'"),
  Mistake("a: `b`\n", "1:4 yaml.syntax: a value cannot start with '`'"),
  Mistake("a: *\n", "1:4 yaml.syntax: a value cannot start with '*'"),
  Mistake("a: & b\n", "1:4 yaml.syntax: a value cannot start with '&'"),
  Mistake("a: ]\n", "1:4 yaml.syntax: a value is expected here"),
  Mistake("a: [\n", "2:1 yaml.syntax: the file ends inside '[ ]' or '{ }'"),
  Mistake(
    "a: \"\\ud800\"\n",
    "1:7 yaml.syntax: found invalid Unicode character escape code while parsing a quoted scalar"),
]

private let refused: [Mistake] = [
  Mistake("", "1:1 yaml.empty: the file is empty"),
  Mistake("# only\n\n", "1:1 yaml.empty: the file is empty"),
  Mistake(
    "a: *b\n", "1:4 yaml.alias: '*b' is an alias; aliases are not supported here"),
  Mistake(
    "a: &b 1\n", "1:4 yaml.alias: '&b' is an anchor; aliases are not supported here"),
  Mistake(
    "a: !!str 1\n", "1:4 yaml.tag: 'tag:yaml.org,2002:str' is a tag; tags are not supported here"),
  Mistake("- !x [1]\n", "1:3 yaml.tag: '!x' is a tag; tags are not supported here"),
  Mistake(
    "a: 1\n<<: {b: 2}\n", "2:1 yaml.merge-key: '<<' merges mappings; this is not supported here"),
  Mistake(
    "# c\n%YAML 1.2\n---\na: 1\n",
    "2:1 yaml.directive: a line that starts with '%' is a directive; they are not supported here"),
  Mistake(
    "a: 1\n---\nb: 2\n",
    "2:1 yaml.several-documents: a second document starts here; the file must hold one"),
  Mistake(
    "a: 1\n...\n# c\n%TAG ! x\n",
    "4:1 yaml.several-documents: a second document starts here; the file must hold one"),
  Mistake("? [a]\n: 1\n", "1:3 yaml.key-not-text: a key must be a text"),
  Mistake(": 1\n", "1:1 yaml.syntax: a key is missing before this ':'"),
  Mistake("{: 1}\n", "1:2 yaml.syntax: a value is expected here"),
  Mistake("?\n: 1\n", "1:2 yaml.key-not-text: a key must be a text"),
]

private let encodings: [Mistake] = [
  Mistake(
    bytes: [0xFF, 0xFE, 0x61, 0], "1:1 yaml.not-utf8: the file is UTF-16 or UTF-32, not UTF-8"),
  Mistake(
    bytes: [0xFE, 0xFF, 0, 0x61], "1:1 yaml.not-utf8: the file is UTF-16 or UTF-32, not UTF-8"),
  Mistake(
    bytes: Array("ä: 1\nä: ".utf8) + [0xE4, 0x0A], "2:4 yaml.not-utf8: byte 0xE4 is not UTF-8"),
  Mistake(bytes: [0x61, 0xC0, 0x80], "1:2 yaml.not-utf8: byte 0xC0 is not UTF-8"),
  Mistake(bytes: [0xED, 0xA0, 0x80], "1:1 yaml.not-utf8: byte 0xED is not UTF-8"),
  Mistake(bytes: [0x61, 0xE2, 0x82], "1:2 yaml.not-utf8: byte 0xE2 is not UTF-8"),
  Mistake("a: 1\nb: x\0y\n", "2:5 yaml.control-character: a NUL character"),
  Mistake("a: \"x\\0y\"\n", "1:4 yaml.control-character: a NUL character"),
  Mistake(
    "a: \u{1B}[31m\n",
    "1:4 yaml.control-character: character U+001B is not allowed in this file"),
  Mistake(
    "a: b\u{2028}c: d\n",
    "1:5 yaml.control-character: character U+2028 is not allowed in this file"),
  Mistake(
    "a: b\u{85}c\n", "1:5 yaml.control-character: character U+0085 is not allowed in this file"),
]

@Suite struct YAMLErrorTests {
  @Test(arguments: syntax + refused + encodings)
  func saysWhatIsWrongAndWhere(_ mistake: Mistake) {
    let error = #expect(throws: YAMLError.self) {
      try YAMLDocument.parse(mistake.input, file: "f.yaml")
    }
    guard let error else { return }
    let place = "\(error.position.line):\(error.position.column)"
    #expect("\(place) \(error.code): \(error.message)" == mistake.expected)
    #expect(error.file == "f.yaml")
  }

  @Test func theExcerptIsTheLine() {
    let error = #expect(throws: YAMLError.self) {
      try YAMLDocument.parse(Array("a: 1\r\nb:\t*x # äö\r\n".utf8), file: "f")
    }
    #expect(error?.excerpt == "b:\t*x # äö")
    #expect(error?.position == YAMLPosition(line: 2, column: 4, length: 2))
    #expect(error?.hint == "put quotes around a text that starts with '*', or write the value out")
  }

  @Test func duplicateKeysAreCollectedWithBothPlaces() throws {
    let text = "a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\na: 4\n"
    let document = try YAMLDocument.parse(Array(text.utf8), file: "f")
    #expect(
      document.mistakes.map(\.message) == [
        "the key 'c' is there twice: first in line 3, column 3",
        "the key 'a' is there twice: first in line 1, column 1",
      ])
    #expect(document.mistakes.map(\.position.line) == [5, 6])
    #expect(document.mistakes.map(\.code) == ["yaml.duplicate-key", "yaml.duplicate-key"])
    #expect(document.root.pairs?.first?.value.scalar?.text == "1")
  }

  @Test func textInMessagesIsShortAndOnOneLine() {
    #expect(YAMLError.shown("a\u{1B}b\nc") == "a\\u{1B}b\\nc")
    #expect(YAMLError.shown(String(repeating: "x", count: 100)).count == 61)
  }

  @Test func everyHintIsOneLine() {
    let reasons: [YAMLError.Reason] = [
      .tooLarge(bytes: 2, limit: 1), .tooDeep(limit: 1), .tooManyNodes(limit: 1),
      .syntax(.escape), .syntax(.strayColon), .syntax(.tab), .notUTF8(byte: 0xFF),
    ]
    let position = YAMLPosition(line: 1, column: 1)
    let hints = reasons.map {
      YAMLError(file: "f", position: position, excerpt: "", reason: $0).hint
    }
    #expect(
      hints == [
        nil, nil, nil, "write '\\\\' for a backslash, or use single quotes",
        "quote a text with ': ' in it, or correct the indentation", "indent with spaces",
        "save the file as UTF-8",
      ])
  }
}
