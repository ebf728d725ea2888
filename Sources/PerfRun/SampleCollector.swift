internal import PerfModel
internal import PerfProcess
internal import PerfResults

/// Gathers the values of every metric of a case, one a repeat.
struct SampleCollector {
  private var samples: [CaseRecord.Samples] = []
  private let gatesWallTime: Bool

  /// `hasTables`: whether the case's own tables decide, and not its wall time.
  init(hasTables: Bool) { gatesWallTime = !hasTables }

  /// All metrics in the order they first appeared.
  var all: [CaseRecord.Samples] { samples }

  /// Adds what perfkit measured of one run.
  mutating func add(_ usage: ResourceUsage) {
    add("wall_time", "s", usage.wallTime, gating: gatesWallTime)
    add("user_time", "s", usage.userTime)
    add("system_time", "s", usage.systemTime)
    add("peak_memory", "B", Double(usage.peakMemory))
    if let bytes = usage.readBytes { add("read_bytes", "B", Double(bytes)) }
    if let bytes = usage.writtenBytes { add("written_bytes", "B", Double(bytes)) }
    add("voluntary_switches", "count", Double(usage.voluntarySwitches))
    add("involuntary_switches", "count", Double(usage.involuntarySwitches))
    add("minor_faults", "count", Double(usage.minorFaults))
    add("major_faults", "count", Double(usage.majorFaults))
  }

  /// Adds the metric columns of one run's tables.
  ///
  /// With several rows the row's key stands in brackets behind the metric; a name that two files
  /// use carries the file.
  mutating func add(_ entries: [CaseResults.Entry]) {
    var used: [String: String] = [:]
    for entry in entries {
      let table = entry.table
      for (row, values) in table.rows.enumerated() {
        let key =
          table.rows.count == 1
          ? "" : "[" + (table.keyPositions.isEmpty ? String(row) : table.key(of: values)) + "]"
        for (column, value) in zip(table.columns, values) {
          guard column.role == .metric, let number = value.number else { continue }
          var name = column.name + key
          if let file = used[name], file != entry.name { name = entry.name + ":" + name }
          used[name] = entry.name
          append(
            CaseRecord.Samples(
              metric: name, unit: column.unit ?? "", better: column.better,
              comparison: column.comparison, gating: column.comparison != .info, values: [number]))
        }
      }
    }
  }

  private mutating func add(
    _ name: String, _ unit: String, _ value: Double, gating: Bool = false
  ) {
    append(
      CaseRecord.Samples(
        metric: name, unit: unit, better: .lower, comparison: .relative, gating: gating,
        values: [value]))
  }

  private mutating func append(_ one: CaseRecord.Samples) {
    if let index = samples.firstIndex(where: { $0.metric == one.metric }) {
      samples[index].values += one.values
    } else {
      samples.append(one)
    }
  }
}
