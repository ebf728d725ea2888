internal import PerfArguments
internal import PerfModel

/// `perfkit report`: a run or a comparison for people and for other tools.
struct Report: RunnableCommand {
  var subject: String?
  var format: ReportFormat?
  var figures: String?

  static let name = "report"
  static let summary = "Report a run or a comparison as Markdown, HTML or for other tools."
  static let discussion = """
    RUN is the name of a run below .perfkit/runs or a unique end of it, its folder, or a file with a \
    record (perfkit-run/1) or a comparison (perfkit-comparison/1); without it the newest run is \
    reported. The report goes to standard output, or with --output into a file, whose ending then \
    decides the format. HTML is one file with its figures inside; Markdown refers to figures beside \
    it. Figures are drawn by gnuplot (package gnuplot-nox); without it they are left out. The status \
    is that of reporting, not that of the run: 6 if a file of the run is not what its record says.
    """
  static let examples = [
    Example("perfkit report", "the newest run as Markdown"),
    Example("perfkit report --output report.html", "with figures, to look at in a browser"),
    Example("perfkit report --figures figures", "the figures as files, with what they show"),
  ]
  static let parameters: [Parameter<Report>] = [
    .positional("RUN", help: "What to report.", completion: .file, \.subject),
    .option(
      "--format", value: "FORMAT", help: "The form of the report.", \.format),
    .option(
      "--figures", value: "FOLDER", help: "Draw the figures into this folder.",
      completion: .file, \.figures),
  ]
  static let exitCodes = [0, 1, 2, 3, 6, 64, 130]

  func run(_ session: Session) throws(Problems) -> CommandResult {
    try ReportMaking(options: self, session: session).perform()
  }
}

/// The formats of a report.
enum ReportFormat: String, CaseIterable, ArgumentValue {
  case markdown, html, json, csv, junit, github

  /// The format that the name of a file asks for.
  init?(file: String) {
    switch file.split(separator: ".").last?.lowercased() {
    case "md", "markdown": self = .markdown
    case "html", "htm": self = .html
    case "json": self = .json
    case "csv": self = .csv
    case "xml": self = .junit
    default: return nil
    }
  }
}
