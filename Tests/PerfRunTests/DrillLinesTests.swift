import Testing

@testable import PerfRun

@Suite struct DrillLinesTests {
  private func lines(_ pieces: String...) -> DrillLines {
    var lines = DrillLines()
    for (moment, piece) in pieces.enumerated() {
      let bytes = Array(piece.utf8)
      lines.take(bytes.span.bytes, at: UInt64(moment))
    }
    return lines
  }

  @Test func numbersAcknowledge() {
    let said = lines("starting\n10\n", "# 3\n20 done\n 5\n", "30")
    #expect(said.count == 2)
    #expect(said.last == 20)
    #expect(said.firstAt == 0)
    #expect(said.repeated == 0)
    #expect(said.recovered == nil)
  }

  @Test(arguments: [
    "2026-03-14 started", "12:03:04 up", "10.5ms", "3rd try", "281474976710657",
    "recovered 18446744073709551615",
  ])
  func whatOnlyBeginsLikeANumberIsNone(line: String) {
    let said = lines(line + "\n")
    #expect(said.count == 0 && said.last == 0 && said.recovered == nil)
    #expect(lines("7\r\n").last == 7)
    let recovered = lines("recovered 3 replayed=18446744073709551615 torn=x\n").recovered
    #expect(recovered?.number == 3 && recovered?.replayed == nil && recovered?.dropped == nil)
  }

  @Test func aLineCountsWhenItIsWhole() {
    #expect(lines("12").count == 0)
    let said = lines("1", "2", "\n")
    #expect(said.last == 12)
    #expect(said.firstAt == 2)
    #expect(lines("18446744073709551616\n", "\n").count == 0)
  }

  @Test func aRecoverySaysFromWhere() {
    let said = lines("restoring\n", "recovered 40 replayed=8 replay_ns=900 torn=3\n45\n")
    #expect(
      said.recovered
        == .init(number: 40, at: 1, replayed: 8, nanoseconds: 900, dropped: 3))
    #expect(said.last == 45)
    #expect(said.firstAt == 1)
    #expect(lines("recovered 40\n").recovered == .init(number: 40, at: 0))
    #expect(lines("recovered 40\n").last == 40)
    for text in ["recovered\n", "recovered x\n", "recoveries 4\n", "41\nrecovered 40\n"] {
      #expect(lines(text).recovered == nil, "\(text)")
    }
  }

  @Test func whatIsAcknowledgedAgainIsCounted() {
    #expect(lines("1\n2\n2\n3\n").repeated == 1)
    #expect(lines("recovered 40\n40\n41\n").repeated == 1)
    #expect(lines("recovered 40\n30\n40\n50\n").repeated == 11)
    #expect(lines("recovered 40\n30\n50\n").repeated == 11)
    #expect(lines("recovered 40\n50\n60\n").repeated == 0)
  }
}
