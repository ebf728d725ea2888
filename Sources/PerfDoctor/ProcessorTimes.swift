/// The first lines of `/proc/stat`: what the processors did since the machine was started.
struct ProcessorTimes: Sendable, Hashable {
  /// Clock ticks of all processors in which something ran here.
  var busy: UInt64
  /// Clock ticks in all, stolen ones too.
  var total: UInt64
  /// Clock ticks that the hypervisor gave to others; nil of a kernel that does not count them.
  var stolen: UInt64?
  /// Tasks that run or wait for a processor.
  var running: Int?

  /// Reads the file's text; nil if it has no line of all processors.
  init?(_ text: String) {
    var fields: [UInt64] = []
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.first == "cpu" {
        fields = words.dropFirst().prefix { UInt64($0) != nil }.compactMap { UInt64($0) }
      }
      if words.first == "procs_running", words.count > 1 { running = Int(words[1]) }
    }
    // user nice system idle iowait irq softirq steal; time of guests is part of user's.
    guard fields.count >= 4 else { return nil }
    let ran = [0, 1, 2, 5, 6].filter { $0 < fields.count }.map { fields[$0] }
    busy = ran.reduce(0, &+)
    total = fields.prefix(8).reduce(0, &+)
    stolen = fields.count > 7 ? fields[7] : nil
  }

  /// The share of stolen time since an earlier moment; nil where nobody counts it.
  func steal(since earlier: ProcessorTimes) -> Double? {
    guard let stolen, let before = earlier.stolen, total > earlier.total, stolen >= before else {
      return nil
    }
    return Double(stolen - before) / Double(total - earlier.total)
  }

  /// Processors that others kept busy in `seconds` since an earlier moment, of which perfkit itself
  /// used `own` seconds of processor time.
  func others(
    since earlier: ProcessorTimes, seconds: Double, own: Double, ticksPerSecond: Double
  ) -> Double? {
    guard busy >= earlier.busy, seconds > 0, ticksPerSecond > 0 else { return nil }
    return max(0, Double(busy - earlier.busy) / ticksPerSecond - own) / seconds
  }
}
