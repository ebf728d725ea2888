internal import PerfModel

/// One kill and what came of its recovery.
struct KillTrial {
  var point: KillPoint
  /// Whether the engine still ran when it was killed.
  var wasKilled = false
  /// The last operation acknowledged before.
  var acknowledged: UInt64 = 0
  var torn = 0
  /// The torn bytes that the engine says it found.
  var dropped: UInt64?
  var recovered: UInt64 = 0
  var lost: UInt64 = 0
  /// Operations at the end that the undisturbed run acknowledged, and the recovered one did not.
  var unfinished: UInt64 = 0
  var duplicated: UInt64 = 0
  var difference = RecoveryDifference()
  var digest: String?
  /// From the start of the recovery, in milliseconds.
  var recoveryTime: Double = 0
  var firstAcknowledgement: Double?
  var replayed: UInt64?
  /// The milliseconds that replaying took.
  var replayTime: Double = 0

  /// What is wrong with the recovery, in one sentence; nil if nothing is.
  ///
  /// A file that was cut has lost what a disk had promised: then only the end must be right.
  func fault(_ drill: Drill) -> String? {
    var parts: [String] = []
    if lost > 0, drill.tear?.kind != .cut {
      parts.append(
        "\(lost) acknowledged operation\(lost == 1 ? " is" : "s are") lost: "
          + "\(acknowledged) acknowledged, \(recovered) recovered")
    }
    if unfinished > 0 {
      parts.append(
        "the last \(unfinished == 1 ? "operation" : "\(unfinished) operations") of the undisturbed "
          + "run \(unfinished == 1 ? "was" : "were") never acknowledged")
    }
    if duplicated > 0 {
      parts.append("\(duplicated) operation\(duplicated == 1 ? "" : "s") acknowledged twice")
    }
    if let text = difference.text { parts.append("another result than undisturbed: " + text) }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  /// Takes over what the engine said before and after the kill, and undisturbed.
  mutating func take(killed: DrillLines, recovered lines: DrillLines, reference: DrillLines) {
    acknowledged = killed.last
    recovered = lines.recovered?.number ?? 0
    dropped = lines.recovered?.dropped
    lost = acknowledged > recovered ? acknowledged - recovered : 0
    unfinished = reference.last > lines.last ? reference.last - lines.last : 0
    duplicated = lines.repeated + (lines.last > reference.last ? lines.last - reference.last : 0)
    replayed = lines.recovered?.replayed
  }

  /// Takes over the times, from moments of the monotonic clock.
  mutating func take(times lines: DrillLines, startedAt start: UInt64) {
    func milliseconds(_ moment: UInt64) -> Double { Double(moment - min(start, moment)) / 1e6 }
    guard let said = lines.recovered else { return }
    recoveryTime = milliseconds(said.at)
    firstAcknowledgement = lines.firstAt.map(milliseconds)
    replayTime = said.nanoseconds.map { Double($0) / 1e6 } ?? recoveryTime
  }
}
