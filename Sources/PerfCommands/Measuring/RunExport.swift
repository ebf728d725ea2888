internal import PerfFiles
internal import PerfJSON
internal import PerfModel
internal import PerfReport
internal import PerfResults

/// One `--export FORMAT=FILE`.
struct RunExport {
  /// The formats that a measurement can be written in.
  enum Format: String, CaseIterable { case csv, markdown, hyperfine, json }

  let format: Format
  let file: String

  init(_ text: String) throws(Problems) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    let known = Format.allCases.map(\.rawValue)
    guard parts.count == 2, let format = Format(rawValue: parts[0]) else {
      throw Problems([
        Problem(
          "run.bad-export",
          parts.count == 2
            ? "--export cannot write the format '\(parts[0])'"
            : "--export '\(text)' is not of the form FORMAT=FILE",
          hint: nearest(parts.first ?? "", in: known).map { "did you mean '\($0)=…'?" }
            ?? "formats: \(known.joined(separator: ", "))", verdict: .usage)
      ])
    }
    self.format = format
    file = parts[1]
  }

  /// Writes a record whole or not at all.
  func write(_ record: RunRecord) throws(FileError) {
    let text =
      switch format {
      case .csv: CommandExport.csv(record)
      case .markdown: CommandExport.markdown(record)
      case .hyperfine: CommandExport.hyperfine(record).document
      case .json: record.json.document
      }
    try File.write(text.utf8, to: Path.join(Path.current, file))
  }
}
