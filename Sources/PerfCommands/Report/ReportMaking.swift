internal import PerfFiles
internal import PerfJSON
internal import PerfModel
internal import PerfReport
internal import PerfResults
internal import PerfTemplates

/// What `perfkit report` does: read, draw, write.
struct ReportMaking {
  let options: Report
  let session: Session

  var format: ReportFormat {
    options.format ?? session.options.output.flatMap { ReportFormat(file: $0) }
      ?? (session.options.json ? .json : .markdown)
  }

  func perform() throws(Problems) -> CommandResult {
    session.writesOwnOutput = format != .json
    let subject = try ReportSubject(options.subject, session)
    let figures: [Figure] =
      switch subject.content {
      case .run(let run) where wantsFigures: StressFigures(run).all
      default: []
      }
    var drawing = try FigureDrawing(session: session).draw(figures)
    let problems = subject.ownProblems + drawing.warnings
    for problem in problems {
      session.console.complain(
        ProblemText(style: session.console.errorStyle).text(
          of: problem, label: problem.verdict == .warn ? "warning" : problem.verdict.rawValue))
    }
    var verdict = problems.map(\.verdict).worst
    if verdict == .warn, session.options.strict { verdict = .fail }
    let files = try write(&drawing, of: subject)
    let document = document(subject, drawing, files, problems, verdict)
    if format == .json {
      session.console.result(document.document.split(separator: "\n").map(String.init))
    } else {
      try put(text(subject, drawing), drawing)
    }
    var result = CommandResult(verdict, document: document)
    result.explained = true
    return result
  }

  private func text(_ subject: ReportSubject, _ drawing: FigureDrawing.Outcome) -> String {
    switch format {
    case .markdown: MarkdownPage(figures: links(drawing)).text(page(subject, drawing))
    case .html:
      HTMLPage(style: Templates.reportStyle, pictures: pictures(subject, drawing))
        .text(page(subject, drawing))
    case .csv: csv(subject)
    case .junit: JUnitReport.text(subject.testSuites)
    case .github: WorkflowCommands.text(subject.problems)
    case .json: ""
    }
  }

  private func page(_ subject: ReportSubject, _ drawing: FigureDrawing.Outcome) -> ReportPage {
    switch subject.content {
    case .run(var run):
      run.notes += drawing.warnings.map { $0.message + ($0.hint.map { " (\($0))" } ?? "") + "." }
      return RunPage(run).page
    case .comparison(let comparison, let paired):
      return ComparisonPage(comparison, sha256: subject.sha256, paired: paired).page
    }
  }

  private func csv(_ subject: ReportSubject) -> String {
    switch subject.content {
    case .run(let run): RunSummary(record: run.record).table.csv
    case .comparison(let comparison, _): ComparisonExport.csv(comparison)
    }
  }

  /// Prints a text, or writes it where the user wants it.
  private func put(_ text: String, _ drawing: FigureDrawing.Outcome) throws(Problems) {
    guard let output = session.options.output else {
      if !session.options.json { session.console.write(text) }
      return
    }
    try attempt { try File.write(text.utf8, to: Path.join(Path.current, output)) }
    let figures = drawing.drawn.count
    session.console.say(
      "\(output)  \(Quantity.text(Double(text.utf8.count), unit: "B"))"
        + (figures > 0 ? ", \(figures) figure\(figures == 1 ? "" : "s")" : ""))
  }

  private func document(
    _ subject: ReportSubject, _ drawing: FigureDrawing.Outcome, _ files: [String: String],
    _ problems: [Problem], _ verdict: Verdict
  ) -> JSON {
    .object([
      ("format", .string("perfkit-report/1")), ("document", subject.document),
      ("sha256", .string(subject.sha256)),
      (
        "figures",
        .array(
          drawing.drawn.map { drawn in
            .object([
              ("name", .string(drawn.figure.name)), ("title", .string(drawn.figure.title)),
              ("file", .string(drawn.figure.name + ".svg")),
              ("sha256", .optional(files[drawn.figure.name])),
            ])
          })
      ),
      ("warnings", .array(problems.filter { $0.verdict == .warn }.map(\.json))),
      ("errors", .array(problems.filter { $0.verdict != .warn }.map(\.json))),
      ("verdict", .string(verdict.rawValue)),
      ("exit", .integer(CommandResult(verdict).exit)),
    ])
  }
}
