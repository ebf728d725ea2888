internal import PerfProbe
internal import Variants

/// What was measured of a variant, with the tables that not every variant leaves.
struct VariantMeasurement {
  /// The time of each pass, in nanoseconds.
  var passes: [UInt64] = []
  /// The times of single messages, in nanoseconds.
  var latencies: [UInt64] = []
  private var tables: [(file: String, fields: [(name: String, value: ResultValue)])] = []
  /// What the tables say, for people.
  private(set) var notes: [String] = []

  /// Adds `memory.csv`: what a pass adds to the memory of the process.
  mutating func add(_ memory: MemoryUse, scenario: String, seed: UInt64) {
    add(
      "memory.csv",
      [
        ("scenario", .string(scenario)), ("seed", .uint(seed)),
        ("resident", .uint(UInt64(max(memory.resident, 0)))),
        ("faults", .uint(UInt64(max(memory.faults, 0)))),
      ])
    notes.append("\(memory.resident / 1024) KiB resident, \(memory.faults) page faults")
  }

  /// Adds `lock-hold.csv`: how long the lock was held each time.
  mutating func add(_ holds: Percentiles, scenario: String, seed: UInt64, producers: Int) {
    let (p50, p99) = (holds.thousandths(500), holds.thousandths(990))
    add(
      "lock-hold.csv",
      [
        ("scenario", .string(scenario)), ("seed", .uint(seed)),
        ("producers", .uint(UInt64(producers))), ("holds", .uint(UInt64(holds.count))),
        ("p50", .float(Double(p50))), ("p99", .float(Double(p99))),
        ("p999", .float(Double(holds.thousandths(999)))), ("max", .float(Double(holds.greatest))),
      ])
    notes.append(
      "lock held p50 \(p50) ns, p99 \(p99) ns, longest \(holds.greatest) ns")
  }

  private mutating func add(_ file: String, _ fields: [(name: String, value: ResultValue)]) {
    tables.append((file, fields))
  }

  /// Writes the tables, a row each, into `PERFKIT_OUT`, if that is set.
  func write() throws(ResultError) {
    for (file, fields) in tables {
      var table = ResultTable(columns: fields.map(\.name))
      try table.append(fields.map(\.value))
      try table.write(to: file)
    }
  }
}
