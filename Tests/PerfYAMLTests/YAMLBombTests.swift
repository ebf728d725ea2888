import PerfYAML
import Testing

/// Files that are made to take long or much memory; each must end at a limit.
@Suite struct YAMLBombTests {
  private func code(of text: String) -> String? {
    do throws(YAMLError) {
      _ = try YAMLDocument.parse(Array(text.utf8), file: "f")
      return nil
    } catch {
      return error.code
    }
  }

  private func many(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  @Test func aliasBombsEndAtTheFirstAnchor() {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...30 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    #expect(code(of: text) == "yaml.alias")
  }

  @Test(arguments: ["[", "{", "- ", "? ", "{a: ", "[a, ", "- - ", "[{a: "])
  func nestingEndsAtALimit(_ opening: String) {
    #expect(code(of: many(opening, 100_000)) == "yaml.too-deep")
  }

  @Test func nestingByIndentationEndsAtALimit() {
    let lines = (0..<1000).map { many(" ", $0) + "a:\n" }
    #expect(code(of: lines.joined()) == "yaml.too-deep")
  }

  @Test func theDeepestAllowedTreeIsRead() {
    #expect(code(of: many("[", 64) + many("]", 64)) == nil)
    #expect(code(of: many("[", 65) + many("]", 65)) == "yaml.too-deep")
  }

  @Test func manyNodesEndAtALimit() {
    #expect(code(of: "[" + many("a,", 500_000) + "]") == "yaml.too-many-nodes")
    #expect(code(of: many("- a\n", 99_999)) == nil)
    #expect(code(of: many("- a\n", 100_000)) == "yaml.too-many-nodes")
  }

  @Test func aHundredMegabytesAreNotLookedAt() {
    let error = #expect(throws: YAMLError.self) {
      try YAMLDocument.parse([UInt8](repeating: 0x5B, count: 100_000_000), file: "f")
    }
    #expect(error?.reason == .tooLarge(bytes: 100_000_000, limit: 1_048_576))
    #expect(error?.message == "the file holds 100000000 bytes; at most 1048576 are read")
  }

  @Test func longTextsAreRead() {
    let long = 1_000_000
    #expect(code(of: "a: " + many("x", long)) == nil)
    #expect(code(of: "a: \"" + many("\\n", long / 2) + "\"") == nil)
    #expect(code(of: "a: |\n" + many(" x\n", long / 3)) == nil)
    #expect(code(of: "a: " + many("x ", long / 2)) == nil)
    #expect(code(of: many("x", long) + ": 1") == "yaml.syntax")
    #expect(code(of: "a: \"" + many("\n", long) + "\"") == nil)
    #expect(code(of: many("#", long) + "\na: 1") == nil)
    #expect(code(of: many("\n", long) + "a: 1") == nil)
    #expect(code(of: "a: 1\n" + many("...\n", long / 4)) == nil)
  }

  @Test func longLinesOfWideCharactersAreRead() {
    #expect(code(of: "a: [" + many("ä,", 90_000) + "]") == nil)
    #expect(code(of: "a: e" + many("\u{301}", 400_000)) == nil)
    #expect(code(of: "[" + many("e\u{301}\u{301},", 90_000) + "\u{1}]") == "yaml.control-character")
  }

  @Test func directivesAreNotRead() {
    #expect(code(of: many("%TAG !a! b\n", 90_000)) == "yaml.directive")
    #expect(code(of: "a: 1\n" + many("%TAG !a! b\n", 90_000)) == "yaml.several-documents")
    #expect(code(of: "--- \n" + many("%TAG !a! b\n", 90_000)) == "yaml.several-documents")
  }

  @Test func manyDuplicateKeysAreCountedOut() throws {
    let document = try YAMLDocument.parse(Array(many("a: 1\n", 49_000).utf8), file: "f")
    #expect(document.mistakes.count == 20)
    #expect(document.root.pairs?.count == 1)
  }

  @Test func noiseEndsInAnErrorOrATree() {
    var state: UInt64 = 88_172_645_463_325_252
    let alphabet = Array("ab:-[]{}\"'|>#&*!%@`,? \n\t\\0é~".unicodeScalars)
    for _ in 0..<3000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<60 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        text.append(alphabet[Int(state % UInt64(alphabet.count))])
      }
      let bytes = Array(String(text).utf8)
      do throws(YAMLError) {
        _ = try YAMLDocument.parse(bytes, file: "f")
      } catch {
        #expect(error.position.line >= 1 && error.position.column >= 1)
        #expect(error.position.column <= error.excerpt.count + 2)
        #expect(!error.message.isEmpty)
      }
    }
  }
}
