/// What the probes of one module gave.
///
/// The passes do the same work, so each reading counts as the least that it was in any of them: a
/// neighbour on the processor is not taken for a module.
struct ModuleFigures {
  /// What the clock showed for some messages, in which it was read `probes` times.
  private struct Reading {
    var nanoseconds: UInt64
    var probes: UInt64
    var messages: Int
  }

  let name: String
  /// What a probe with nothing in it takes, in nanoseconds.
  let cost: Double
  private var readings: [Reading] = []
  private var next = 0

  init(_ name: String, cost: Double) {
    self.name = name
    self.cost = cost
  }

  /// Takes the next reading of a pass.
  mutating func take(_ nanoseconds: UInt64, probes: UInt64, messages: Int) {
    if next == readings.count {
      readings.append(Reading(nanoseconds: nanoseconds, probes: probes, messages: messages))
    } else if nanoseconds < readings[next].nanoseconds {
      readings[next].nanoseconds = nanoseconds
    }
    next += 1
  }

  /// Ends a pass.
  mutating func endPass() { next = 0 }

  /// How often the clock was read in a pass.
  var probes: UInt64 { readings.reduce(0) { $0 + $1.probes } }

  /// The nanoseconds a message, without the probes.
  var mean: Double { perMessage(readings.reduce(0) { $0 + corrected($1) }) }

  /// The nanoseconds a message as measured.
  var rawMean: Double { perMessage(readings.reduce(0) { $0 + Double($1.nanoseconds) }) }

  /// A nearest-rank percentile of the readings, a message and without the probes.
  func percentile(_ percent: Int) -> Double {
    let sorted = readings.map { corrected($0) / Double($0.messages) }.sorted()
    guard !sorted.isEmpty else { return 0 }
    return sorted[max((sorted.count * percent + 99) / 100, 1) - 1]
  }

  private func corrected(_ reading: Reading) -> Double {
    max(Double(reading.nanoseconds) - Double(reading.probes) * cost, 0)
  }

  private func perMessage(_ sum: Double) -> Double {
    let messages = readings.reduce(0) { $0 + $1.messages }
    return messages == 0 ? 0 : sum / Double(messages)
  }
}
