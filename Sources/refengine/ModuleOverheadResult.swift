internal import PerfProbe

/// What one module takes, in nanoseconds a message.
struct ModuleRow {
  let name: String
  let probes: UInt64
  let mean: Double
  let p50: Double
  let p99: Double
  /// The mean as measured.
  let rawMean: Double

  /// The figures of a module, all but the measured mean times a factor.
  init(_ figures: ModuleFigures, times factor: Double = 1) {
    name = figures.name
    probes = figures.probes
    mean = figures.mean * factor
    p50 = figures.percentile(50) * factor
    p99 = figures.percentile(99) * factor
    rawMean = figures.rawMean
  }
}

/// What the modules take, a table of schema module-overhead/1: nanoseconds a message.
struct ModuleOverheadResult {
  let scenario: String
  let messages: Int
  /// The modules, and the whole at the end.
  let rows: [ModuleRow]
  /// What a probe with nothing in it takes.
  let cost: Double

  private var whole: Double { rows.last?.mean ?? 0 }

  /// What the modules leave of the whole, in percent; below 0 if they come to more.
  private var unaccounted: Double {
    let sum = rows.dropLast().reduce(0) { $0 + $1.mean }
    return share(whole - sum)
  }

  /// Writes `module-overhead.csv` into `PERFKIT_OUT`, if that is set.
  func write() throws(Failure) {
    var table = ResultTable(columns: [
      "module", "scenario", "count", "probes", "total", "share", "mean", "p50", "p99", "raw_mean",
      "probe_cost", "unaccounted",
    ])
    do throws(ResultError) {
      for one in rows {
        let times = [one.mean, one.p50, one.p99, one.rawMean, cost]
        try table.append(
          [
            .string(one.name), .string(scenario), .uint(UInt64(messages)), .uint(one.probes),
            .float((one.mean * Double(messages)).rounded()), .float(hundredths(share(one.mean))),
          ] + times.map { .float(hundredths($0)) } + [.float(hundredths(unaccounted))])
      }
      try table.write(to: "module-overhead.csv")
    } catch {
      throw .result(error)
    }
  }

  /// The table for people.
  var text: String {
    var lines = [["module", "ns/msg", "share", "p50", "p99", "measured"]]
    for one in rows {
      let times = [one.p50, one.p99, one.rawMean].map { "\(oneDecimal($0))" }
      lines.append(
        [one.name, "\(oneDecimal(one.mean))", "\(oneDecimal(share(one.mean))) %"] + times)
    }
    return lines.map { cells in
      pad(cells[0], 10, left: true) + cells.dropFirst().map { pad($0, 10) }.joined() + "\n"
    }.joined() + "unaccounted \(oneDecimal(unaccounted)) %, a probe takes \(oneDecimal(cost)) ns\n"
  }

  private func share(_ part: Double) -> Double { whole > 0 ? 100 * part / whole : 0 }

  private func hundredths(_ value: Double) -> Double { (value * 100).rounded() / 100 }

  private func pad(_ text: String, _ width: Int, left: Bool = false) -> String {
    let padding = String(repeating: " ", count: max(width - text.count, 1))
    return left ? text + padding : padding + text
  }
}
