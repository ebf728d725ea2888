internal import PerfCompare
internal import PerfFiles
internal import PerfJSON
internal import PerfModel
internal import PerfReport
internal import PerfResults

/// Judges a paired record, tells the verdict and makes the document.
struct PairedConclusion {
  let session: Session

  /// `folder` is where the comparison is kept, if it is.
  func conclude(
    _ record: PairedRecord, keptIn folder: String? = nil
  ) throws(Problems) -> CommandResult {
    let judge = PairedJudge(record)
    let comparison = judge.comparison()
    let report = PairedReport(
      style: session.console.style, width: session.console.width,
      showsAll: session.options.verbose)
    session.console.result(report.lines(record, comparison))
    let problems = record.problems(comparison)
    let text = ProblemText(style: session.console.errorStyle)
    for problem in problems where problem.verdict.severity > Verdict.inconclusive.severity {
      session.console.complain(text.text(of: problem, label: problem.verdict.rawValue))
    }
    for warning in record.warnings {
      session.console.complain(text.text(of: warning, label: "warning"))
    }
    let exit = CommandResult(comparison.verdict).exit
    let document = PairedDocument(record, comparison, plan: judge.plan).json(exit: exit)
    if let folder {
      try attempt {
        try Folder.create(folder)
        try File.write(document.document.utf8, to: folder + "/comparison.json")
      }
    }
    var result = CommandResult(comparison.verdict, document: document, errors: problems)
    result.explained = true
    return result
  }
}
