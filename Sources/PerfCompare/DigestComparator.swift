public import PerfModel

/// Compares what must be equal on every machine: digests and exact columns without a direction.
public struct DigestComparator: Sendable {
  let schemas: [Schema]

  /// Makes a comparator that knows these schemas.
  public init(schemas: [Schema]) { self.schemas = schemas }

  /// What a paired comparison keeps of one result file; `allowed` is why the policy lets digests
  /// differ, if it does.
  public func entry(
    _ name: String, _ base: CaseRecord.Digest?, _ head: CaseRecord.Digest?, allowed: String?
  ) -> PairedRecord.Digest {
    var difference: String?
    if let base, let head, base.value != head.value { difference = firstDifference(base, head) }
    return PairedRecord.Digest(
      name: name, schema: (head ?? base)?.schema, base: base?.value, head: head?.value,
      difference: difference, allowed: allowed)
  }

  /// The row of one result file.
  func row(
    suite: String, caseName: String, base: CaseRecord.Digest?, head: CaseRecord.Digest,
    rule: RowRule
  ) -> Comparison.Row {
    var row = Comparison.Row(
      suite: suite, caseName: caseName, metric: head.name, unit: "digest", better: nil,
      gating: true, base: base.map { .text($0.value) } ?? .absent, head: .text(head.value))
    guard let base else {
      row.verdict = .warn
      row.notes = ["new"]
      return row
    }
    guard base.schema == head.schema else {
      row.verdict = .notComparable
      row.notes = ["schema \(base.schema) in the baseline, \(head.schema) now"]
      return row
    }
    guard base.value != head.value else {
      row.verdict = .pass
      return row
    }
    guard let difference = firstDifference(base, head) else {
      row.verdict = .pass
      row.notes = ["only exact metrics with a direction differ"]
      return row
    }
    if let reason = rule.digestMayChange {
      row.verdict = .pass
      row.notes = ["digest may change: \(reason)"]
    } else {
      row.verdict = .incorrect
      row.notes = [difference]
    }
    return row
  }

  /// The first record in which two digests of one schema differ, leaving out exact metrics that
  /// have a direction; nil if nothing else differs.
  private func firstDifference(
    _ base: CaseRecord.Digest, _ head: CaseRecord.Digest
  ) -> String? {
    guard let baseLines = base.records, let headLines = head.records else {
      return "digests differ; too many records to show the first"
    }
    return Self.firstDifference(
      base: projected(base.header, baseLines, schema: head.schema),
      head: projected(head.header, headLines, schema: head.schema))
  }

  /// The first difference between two lists of records, in words.
  static func firstDifference(
    base: (header: String, lines: [String]), head: (header: String, lines: [String])
  ) -> String? {
    if base.header != head.header {
      return "columns \(base.header) in the base, \(head.header) now"
    }
    for (index, pair) in zip(base.lines, head.lines).enumerated() where pair.0 != pair.1 {
      return "record \(index + 1) (\(base.header)): base \(pair.0), head \(pair.1)"
    }
    guard base.lines.count != head.lines.count else { return nil }
    let index = min(base.lines.count, head.lines.count)
    let extra = base.lines.count > head.lines.count ? base.lines : head.lines
    let side = base.lines.count > head.lines.count ? "base" : "head"
    return "record \(index + 1) (\(base.header)): only in the \(side): \(extra[index])"
  }

  private func projected(
    _ header: String, _ lines: [String], schema name: String
  ) -> (header: String, lines: [String]) {
    let directed = Set(
      schemas.first { $0.name == name }?.columns
        .filter { $0.comparison == .exact && $0.better != nil }.map(\.name) ?? [])
    let names = Self.fields(of: header)
    let kept = names.indices.filter { !directed.contains(names[$0]) }
    guard kept.count < names.count else { return (header, lines) }
    func project(_ line: String) -> String {
      let fields = Self.fields(of: line)
      return kept.map { $0 < fields.count ? fields[$0] : "" }.joined(separator: ",")
    }
    return (project(header), lines.map(project))
  }

  /// The fields of a canonical record, each as it is written there, quotes included.
  static func fields(of line: String) -> [String] {
    var fields: [[UInt8]] = [[]]
    var quoted = false
    for byte in line.utf8 {
      if byte == UInt8(ascii: "\"") { quoted.toggle() }
      if byte == UInt8(ascii: ","), !quoted {
        fields.append([])
      } else {
        fields[fields.count - 1].append(byte)
      }
    }
    return fields.map { String(decoding: $0, as: UTF8.self) }
  }
}
