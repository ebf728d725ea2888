public import PerfModel

/// The report of a comparison.
public struct ComparisonPage: Sendable {
  private let comparison: Comparison
  private let sha256: String
  private let paired: PairedRecord?

  /// Makes the report of a comparison; `sha256` is that of its document, and `paired` what it was
  /// judged from, if that is known.
  public init(_ comparison: Comparison, sha256: String, paired: PairedRecord? = nil) {
    self.comparison = comparison
    self.sha256 = sha256
    self.paired = paired
  }

  /// The page.
  public var page: ReportPage {
    let gating = comparison.rows.filter(\.gating)
    let worse = gating.count { ($0.verdict ?? .pass).severity > Verdict.improved.severity }
    var page = ReportPage(
      title: "\(comparison.head) against \(comparison.base)", verdict: .init(comparison.verdict),
      summary: "\(RunPage.counted(gating.count, "row")) decide\(gating.count == 1 ? "s" : ""), "
        + (worse == 0 ? "none of them worse" : "\(worse) of them to look at"))
    page.add(
      comparison.warnings.map { .init($0.message, .caution) }, below: (2, "Warnings"))
    Self.addRows(of: comparison, to: &page, below: (2, "Rows"))
    if let paired { addSides(of: paired, to: &page) }
    page.blocks += [
      .heading(2, "Method"),
      .text(
        "Rows are judged by the rule perfkit-verdict/1: paired runs by the Hodges-Lehmann shift of their log-ratios with its exact interval; digests and exact columns must be equal."
      ),
      .facts([.init("SHA-256 of the document", .init(sha256, isCode: true))]),
    ]
    return page
  }

  /// What was compared, and on what.
  private func addSides(of paired: PairedRecord, to page: inout ReportPage) {
    func facts(_ name: String, _ side: PairedRecord.Subject) -> [ReportPage.Fact] {
      var facts = [ReportPage.Fact(name, .init(side.name, isCode: true))]
      if let commit = side.revision?.commit {
        facts.append(.init("\(name): commit", .init(commit, isCode: true)))
      }
      if side.revision?.dirty == true {
        facts.append(.init("\(name): work tree", .init("differs from the commit", .caution)))
      }
      if let variant = side.variant {
        facts.append(.init("\(name): variant", .init(variant, isCode: true)))
      }
      for file in side.engines.flatMap(\.artefacts) {
        facts.append(.init("\(name): SHA-256 of \(file.path)", .init(file.sha256, isCode: true)))
      }
      return facts + [.init("\(name): toolchain", .init(side.toolchain))]
    }
    let host = paired.host
    page.blocks += [
      .heading(2, "What was compared"),
      .facts(
        facts("base", paired.base) + facts("head", paired.head) + [
          .init("machine", .init("\(host.cpuModel), \(host.cpus) usable, \(host.os)")),
          .init("fingerprint", .init(host.fingerprint, isCode: true)),
        ]),
    ]
    page.add(paired.notes.map { .init($0, .caution) })
  }

  /// The rows of a comparison below a heading: those that decide first.
  static func addRows(
    of comparison: Comparison, to page: inout ReportPage, below heading: (level: Int, text: String)
  ) {
    var table = ReportPage.Table([
      .init("case"), .init("metric"), .init("base", numeric: true), .init("head", numeric: true),
      .init("change", numeric: true), .init("interval", numeric: true),
      .init("detectable", numeric: true), .init("pairs", numeric: true), .init("verdict"),
      .init("notes"),
    ])
    for row in comparison.rows.filter(\.gating) + comparison.rows.filter({ !$0.gating }) {
      table.rows.append([
        .init(row.caseName, isCode: true), .init(row.metric, isCode: true),
        field(row.base, row.unit), field(row.head, row.unit),
        .init(row.changePercent.map(Quantity.percent) ?? ""),
        .init(
          row.intervalPercent.map {
            "\(Quantity.percent($0.lowerBound)) … \(Quantity.percent($0.upperBound))"
          } ?? ""),
        .init(row.detectablePercent.map(Quantity.percent) ?? ""),
        .init(row.pairs > 0 ? "\(row.pairs)" : ""), row.verdict.map { .init($0) } ?? "",
        .init(row.notes.joined(separator: "; ")),
      ])
    }
    page.add(table.dense, below: heading)
  }

  private static func field(_ field: Comparison.Field, _ unit: String) -> ReportPage.Cell {
    switch field {
    case .absent: ""
    case .number(let value): .init(Quantity.text(value, unit: unit))
    case .text(let text): .init(String(text.prefix(12)), isCode: true)
    }
  }
}
