internal import PerfModel

/// The processor time of every process that can be seen.
struct ProcessTimes: Sendable {
  /// One process.
  struct Entry: Sendable, Hashable {
    var name: String
    /// When it was started, in clock ticks: numbers of processes come again.
    var started: UInt64
    /// Clock ticks that it ran.
    var ticks: UInt64

    /// Reads a `/proc/PID/stat`.
    init?(_ text: String) {
      // The name stands in brackets and may hold brackets and blanks.
      guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close
      else { return nil }
      let fields = text[text.index(after: close)...].split(separator: " ")
      guard fields.count > 19, let user = UInt64(fields[11]), let system = UInt64(fields[12]),
        let started = UInt64(fields[19])
      else { return nil }
      name = Self.printable(text[text.index(after: open)..<close])
      ticks = user &+ system
      self.started = started
    }

    /// A name without control characters and folders.
    private static func printable(_ name: Substring) -> String {
      let base = name.hasPrefix("/") ? name.split(separator: "/").last ?? "" : name
      return String(
        String.UnicodeScalarView(
          base.unicodeScalars.map { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) ? "?" : $0 }
        ))
    }
  }

  /// The processes by their numbers.
  let entries: [Int: Entry]

  /// Reads them, but for some.
  init(_ files: SystemFiles, without own: Set<Int>) {
    var entries: [Int: Entry] = [:]
    for name in files.names(in: "/proc") {
      guard let number = Int(name), !own.contains(number) else { continue }
      entries[number] = files.text("/proc/\(name)/stat").flatMap { Entry($0) }
    }
    self.entries = entries
  }

  /// The names whose processes used the most since an earlier moment, at least a hundredth of a
  /// processor each; those that have ended meanwhile are not among them.
  func busiest(
    since earlier: ProcessTimes, seconds: Double, ticksPerSecond: Double, most: Int = 4
  ) -> [MachineFacts.Load.Program] {
    guard seconds > 0, ticksPerSecond > 0 else { return [] }
    var ticks: [String: UInt64] = [:]
    for (number, entry) in entries {
      let before = earlier.entries[number].flatMap { $0.started == entry.started ? $0.ticks : nil }
      ticks[entry.name, default: 0] += entry.ticks - min(before ?? 0, entry.ticks)
    }
    return ticks.map { name, ticks in
      MachineFacts.Load.Program(
        name: name, processors: Double(ticks) / ticksPerSecond / seconds)
    }
    .filter { $0.processors >= 0.01 }
    .sorted { ($1.processors, $0.name) < ($0.processors, $1.name) }
    .prefix(most).map { $0 }
  }
}
