import PerfProbe
import Testing

/// A probe.csv read back; its scope names hold no comma, quote or line end.
struct ProbeTable {
  struct Row {
    let scope: String
    let thread, count: Int
    let total, min, mean, p50, p99, max: Double
  }

  static let header = "scope,thread,count,total,min,mean,p50,p99,max"
  let rows: [Row]

  init(readingFrom folder: String) throws {
    let text = try #require(contents(of: "\(folder)/probe.csv"))
    #expect(text.hasSuffix("\n"))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.first.map(String.init) == Self.header)
    rows = try lines.dropFirst().map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      try #require(fields.count == 9, "\(line)")
      let times = try fields[3...].map { try #require(Double($0), "\(line)") }
      return Row(
        scope: String(fields[0]), thread: try #require(Int(fields[1])),
        count: try #require(Int(fields[2])), total: times[0], min: times[1], mean: times[2],
        p50: times[3], p99: times[4], max: times[5])
    }
  }

  func rows(of scope: String) -> [Row] {
    rows.filter { $0.scope == scope }
  }

  /// `scope/thread count` of every row, in the order of the file.
  var counts: [String] {
    rows.map { "\($0.scope)/\($0.thread) \($0.count)" }
  }
}

extension ScratchFolder {
  /// This process's table, written here.
  func probeTable() throws -> ProbeTable {
    try Probe.write(into: path)
    return try ProbeTable(readingFrom: path)
  }
}
