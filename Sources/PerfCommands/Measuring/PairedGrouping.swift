internal import PerfCompare
internal import PerfModel

/// The groups of a comparison (rule 10): the cases of a suite, and those of one case over a ladder
/// of seeds, by every metric that decides there, or for which the policy names the group.
struct PairedGrouping {
  let record: PairedRecord
  /// The day, `YYYY-MM-DD`.
  let today: String

  var groups: [PairedRecord.Group] {
    var groups: [PairedRecord.Group] = []
    for (index, entry) in record.cases.enumerated() {
      for row in entry.rows where row.better != nil && row.comparison == .relative {
        add(index, entry, row, named: "group:" + entry.suite, to: &groups)
        if let ladder = Self.ladder(entry.name) {
          add(index, entry, row, named: "group:" + ladder, to: &groups)
        }
      }
    }
    return groups.filter { $0.cases.count > 1 }
  }

  private func add(
    _ index: Int, _ entry: PairedRecord.Case, _ row: PairedRecord.Row, named name: String,
    to groups: inout [PairedRecord.Group]
  ) {
    if let place = groups.firstIndex(where: {
      $0.name == name && $0.suite == entry.suite && $0.metric == row.metric
    }) {
      groups[place].cases.append(index)
      return
    }
    let limits = RowRule(
      policy: record.policy, suite: entry.suite, caseName: name, metric: row.metric,
      unit: row.unit, today: today)
    guard row.gating || limits.gate == true else { return }
    var group = PairedRecord.Group(
      name: name, suite: entry.suite, metric: row.metric, cases: [index])
    group.gating = limits.gate ?? false
    if case .relative(let fraction) = limits.warn { group.warn = fraction }
    if case .relative(let fraction) = limits.fail { group.fail = fraction }
    groups.append(group)
  }

  /// The name of a case without its seed, if it carries one.
  static func ladder(_ name: String) -> String? {
    guard let mark = name.range(ofLast: "seed="), mark > name.startIndex else { return nil }
    let before = name.index(before: mark)
    guard name[before] == "/" || name[before] == "," else { return nil }
    return String(name[..<before])
  }
}

extension String {
  fileprivate func range(ofLast part: String) -> String.Index? {
    indices.last { self[$0...].hasPrefix(part) }
  }
}
