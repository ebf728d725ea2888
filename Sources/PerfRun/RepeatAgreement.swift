internal import PerfModel
internal import PerfResults

/// Whether the repeats of a case left the same results, and if not, where they first differ.
struct RepeatAgreement {
  /// The result files of each repeat, in order.
  let repeats: [[CaseResults.Entry]]
  /// Whether the last repeat ran without fixed hash seeds.
  let lastIsPerturbed: Bool

  /// Nil if all agree, else the sentence for a person.
  func difference() -> String? {
    guard let first = repeats.first else { return nil }
    for (run, other) in repeats.enumerated().dropFirst() {
      guard let difference = Self.difference(first, other) else { continue }
      let cause =
        lastIsPerturbed && run == repeats.count - 1 && repeats.count > 2
        ? " (cause: hash order; only the run without fixed hash seeds differs)"
        : (lastIsPerturbed && run == repeats.count - 1
          ? " (perhaps hash order: that run had no fixed hash seeds)" : "")
      return "run \(run) differs from run 0 in \(difference)\(cause)"
    }
    return nil
  }

  /// Where two runs' results first differ, or nil; `firstName` is what a person calls the first.
  static func difference(
    _ base: [CaseResults.Entry], _ other: [CaseResults.Entry], firstName: String = "run 0"
  ) -> String? {
    for entry in base {
      guard let match = other.first(where: { $0.name == entry.name }) else {
        return "\(entry.name): it is not there"
      }
      if entry.digest != match.digest {
        return "\(entry.name): " + difference(entry.table, match.table)
      }
    }
    let extra = other.first { entry in !base.contains { $0.name == entry.name } }
    return extra.map { "\($0.name): only \(firstName) lacks it" }
  }

  private static func difference(_ base: ResultTable, _ other: ResultTable) -> String {
    let (old, new) = (base.canonicalRecords, other.canonicalRecords)
    if old.header != new.header { return "columns \(old.header) against \(new.header)" }
    for (index, pair) in zip(old.lines, new.lines).enumerated() where pair.0 != pair.1 {
      return "record \(index + 1) (\(old.header)): \(pair.0) against \(pair.1)"
    }
    return "\(old.lines.count) records against \(new.lines.count)"
  }
}
