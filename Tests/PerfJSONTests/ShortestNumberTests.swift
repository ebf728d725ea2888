import PerfFiles
import PerfJSON
import Testing

@Suite struct ShortestNumberTests {
  /// `<bits> <text>` lines made by Node's JSON.stringify.
  private static func vectors() throws -> [(bits: UInt64, text: String)] {
    let file = Path.join(Path.folder(of: #filePath), "../Vectors/numbers.txt")
    return try String(decoding: File.read(file), as: UTF8.self).split(separator: "\n").map { line in
      let words = line.split(separator: " ").map(String.init)
      return (try #require(UInt64(words[0], radix: 16)), words[1])
    }
  }

  @Test func everyNumberReadsAsECMAScriptWritesIt() throws {
    let vectors = try Self.vectors()
    #expect(vectors.count > 2000)
    let wrong = vectors.filter { Double(bitPattern: $0.bits).shortestText != $0.text }
    #expect(wrong.isEmpty, "\(wrong.prefix(5))")
  }

  @Test func everyTextReadsBackAsTheSameNumber() throws {
    for (bits, text) in try Self.vectors() where text != "0" {
      #expect(Double(text)?.bitPattern == bits, "\(text)")
    }
    #expect((-0.0).shortestText == "0")
  }

  @Test func everyNumberSurvivesADocument() throws {
    var lost: [String] = []
    for (bits, text) in try Self.vectors() {
      let value = Double(bitPattern: bits)
      let read = try? JSON.parse(Array(JSON.number(value).document.utf8))
      if read?.double != value { lost.append(text) }
    }
    #expect(lost.isEmpty, "\(lost.count): \(lost.prefix(5))")
  }
}
