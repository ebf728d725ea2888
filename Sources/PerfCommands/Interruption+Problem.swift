internal import PerfModel
internal import PerfProcess

extension Interruption {
  /// Throws if perfkit was asked to end.
  static func check() throws(Problems) {
    if signal != nil { throw problems() }
  }

  /// What an interrupted command tells: what it said of the interruption itself, or that it was.
  static func problems(_ others: Problems? = nil) -> Problems {
    let told = others?.all.filter { $0.verdict == .interrupted } ?? []
    return Problems(
      told.isEmpty ? [Problem("run.interrupted", "interrupted", verdict: .interrupted)] : told)
  }
}
