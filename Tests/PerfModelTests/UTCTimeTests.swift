import PerfFiles
import PerfModel
import Testing

@Suite struct UTCTimeTests {
  /// `<seconds> <text>` lines made by Python's datetime.
  private static func vectors() throws -> [(seconds: Int, text: String)] {
    let file = Path.join(Path.folder(of: #filePath), "../Vectors/times.txt")
    return try String(decoding: File.read(file), as: UTF8.self).split(separator: "\n").map { line in
      let words = line.split(separator: " ").map(String.init)
      return (try #require(Int(words[0])), words[1])
    }
  }

  @Test func everyMomentEqualsPythons() throws {
    let vectors = try Self.vectors()
    #expect(vectors.count > 500)
    for (seconds, text) in vectors {
      #expect(UTCTime(seconds: seconds).text == text)
      #expect(UTCTime(text)?.seconds == seconds)
      #expect(UTCTime(seconds: seconds).day == text.prefix(10))
    }
  }

  @Test func everyDayOfFourCenturiesFollowsTheOneBefore() throws {
    let start = try #require(UTCTime("1970-01-01T12:00:00Z")).seconds
    for day in 0..<146_097 {
      let time = UTCTime(seconds: start + day * 86400)
      guard UTCTime(time.day + "T12:00:00Z") == time else {
        Issue.record("day \(day): \(time.day)")
        return
      }
    }
  }

  @Test func compactTextNamesFiles() {
    #expect(UTCTime(seconds: 1_709_210_096).text == "2024-02-29T12:34:56Z")
    #expect(UTCTime(seconds: 1_709_210_096).compactText == "20240229T123456Z")
    #expect(UTCTime(seconds: -1) < UTCTime(seconds: 0))
  }

  @Test(arguments: [
    "", "2024-02-29", "2024-02-29T12:34:56", "2024-02-29T12:34:56z", "2024-02-29 12:34:56Z",
    "2024/02/29T12:34:56Z", "2024-02-29T12.34.56Z", "2024-13-01T00:00:00Z", "2024-00-01T00:00:00Z",
    "2024-01-00T00:00:00Z", "2024-01-32T00:00:00Z", "2023-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
    "2024-04-31T00:00:00Z", "2024-01-01T24:00:00Z", "2024-01-01T00:60:00Z", "2024-01-01T00:00:60Z",
    "+024-01-01T00:00:00Z", "2024-01-01T-1:00:00Z", "2024-01-01T00:00:0éZ", "2024-01-01T00:00:00ZZ",
  ])
  func otherTextsAreNoMoments(_ text: String) {
    #expect(UTCTime(text) == nil)
  }
}
