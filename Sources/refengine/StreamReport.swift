internal import OrderBook

/// What `refengine stream` tells, for programs and for people.
struct StreamReport {
  let counters: BookCounters
  let digest: TradeDigest
  let eventDigest: EventDigest
  let throughput: Double
  let bookBytes: Int?
  let latencies: Latencies?

  /// One JSON object on one line.
  var json: String {
    var members = [
      "\"messages\":\(counters.messages)", "\"trades\":\(counters.trades)",
      "\"volume\":\(counters.volume)", "\"live\":\(counters.live)",
      "\"orphans\":\(counters.orphans)", "\"trade_digest\":\"\(digest)\"",
      "\"event_digest\":\"\(eventDigest)\"", "\"messages_per_second\":\(throughput)",
    ]
    if let bookBytes { members.append("\"book_bytes\":\(bookBytes)") }
    if let latencies {
      let parts = rows(latencies).map { "\"\($0.name)\":\($0.value)" }
      members.append("\"latency_ns\":{\(parts.joined(separator: ","))}")
    }
    return "{\(members.joined(separator: ","))}\n"
  }

  var text: String {
    var lines = [
      (name: "messages", value: "\(counters.messages)"),
      (name: "trades", value: "\(counters.trades)"),
      (name: "volume", value: "\(counters.volume)"),
      (name: "live", value: "\(counters.live)"),
      (name: "orphans", value: "\(counters.orphans)"),
      (name: "trade digest", value: "\(digest)"),
      (name: "event digest", value: "\(eventDigest)"),
      (name: "speed", value: "\(millions(throughput)) M msg/s"),
    ]
    if let bookBytes { lines.append((name: "book", value: "\(bookBytes) bytes")) }
    if let latencies {
      lines += rows(latencies).map { (name: "latency \($0.name)", value: "\($0.value) ns") }
    }
    return Self.table(lines)
  }

  static func table(_ lines: [(name: String, value: String)]) -> String {
    lines.map { line in
      line.name + String(repeating: " ", count: 16 - line.name.count) + line.value + "\n"
    }.joined()
  }

  /// `clock` is what the clock alone costs, which every figure includes.
  private func rows(_ latencies: Latencies) -> [(name: String, value: String)] {
    let percentiles = [("p50", 500), ("p95", 950), ("p99", 990), ("p999", 999)].map {
      (name: $0.0, value: "\(latencies.percentile(thousandths: $0.1))")
    }
    return [(name: "mean", value: "\(latencies.mean)")] + percentiles
      + [
        (name: "max", value: "\(latencies.maximum)"),
        (name: "clock", value: "\(Latencies.clockFloor())"),
      ]
  }
}
