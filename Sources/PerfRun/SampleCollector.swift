internal import PerfModel
internal import PerfProcess
internal import PerfResults

/// Gathers the values of every metric of a case, one a repeat.
struct SampleCollector {
  private var samples: [CaseRecord.Samples] = []
  private let gatesWallTime: Bool
  private var known: Set<String> = []
  private var runs = 0
  /// Where the metric after the newest one was last time: metrics come in the same order every run.
  private var next = 0

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
    addInstructions(usage.counted)
    runs += 1
  }

  /// Keeps one value a run once any run was counted: NaN for those that were not.
  private mutating func addInstructions(_ count: Int?) {
    guard let index = place(of: CaseRecord.Samples.instructionsName) else {
      guard let count else { return }
      let missing = [Double](repeating: .nan, count: runs)
      return samples.append(.instructions(missing + [Double(count)], source: .perf))
    }
    samples[index].values.append(count.map { Double($0) } ?? .nan)
  }

  /// Adds the metrics of one run's tables; a name that two files use carries the file.
  mutating func add(_ entries: [CaseResults.Entry]) {
    var used: [String: String] = [:]
    for entry in entries {
      let own =
        entry.table.iterationSeries.map { $0.flatMap(\.samples) } ?? entry.table.samples
      for one in own {
        var named = one
        if let file = used[one.metric], file != entry.name {
          named.metric = entry.name + ":" + one.metric
        }
        used[named.metric] = entry.name
        append(named)
      }
    }
  }

  /// Fills up with NaN what the newest of `count` runs did not give, and what earlier runs lacked.
  mutating func align(to count: Int) {
    for index in samples.indices where samples[index].values.count < count {
      let missing = [Double](repeating: .nan, count: count - samples[index].values.count)
      if known.contains(samples[index].metric) {
        samples[index].values += missing
      } else {
        samples[index].values = missing + samples[index].values
      }
    }
    known = Set(samples.map(\.metric))
  }

  private mutating func add(
    _ name: String, _ unit: String, _ value: Double, gating: Bool = false
  ) {
    if let index = place(of: name) {
      samples[index].values.append(value)
    } else {
      samples.append(
        CaseRecord.Samples(
          metric: name, unit: unit, better: .lower, comparison: .relative, gating: gating,
          values: [value]))
    }
  }

  private mutating func append(_ one: CaseRecord.Samples) {
    if let index = place(of: one.metric) {
      samples[index].values += one.values
    } else {
      samples.append(one)
    }
  }

  private mutating func place(of metric: String) -> Int? {
    let isNext = next < samples.count && samples[next].metric == metric
    let found = isNext ? next : samples.firstIndex { $0.metric == metric }
    next = found.map { ($0 + 1) % samples.count } ?? 0
    return found
  }
}
