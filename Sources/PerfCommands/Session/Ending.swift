internal import PerfFiles
internal import PerfJSON
internal import PerfModel
internal import PerfReport
internal import PerfResults

/// The end of every command: problems told, documents written, the exit status.
struct Ending {
  let session: Session

  /// Ends a command and returns its exit status.
  func end(_ result: CommandResult) -> Int32 {
    var result = result
    let text = ProblemText(style: session.console.errorStyle)
    if !result.explained {
      for problem in result.errors {
        session.console.complain(text.text(of: problem, label: "error"))
      }
    }
    for write in [writeOutput, writeLastOutcome] {
      guard let failure = write(document(of: result)) else { continue }
      session.console.complain(text.text(of: failure, label: "error"))
      result.verdict = [result.verdict, failure.verdict].worst
      result.errors.append(failure)
      result.document = nil
    }
    if session.options.json { session.console.write(document(of: result).document) }
    session.console.clearProgress()
    return result.exit
  }

  private func document(of result: CommandResult) -> JSON {
    result.document ?? outcome(of: result)
  }

  private func outcome(of result: CommandResult) -> JSON {
    Outcome(
      command: session.command, errors: result.errors.map { PlainPaths(session).clean($0) },
      verdict: result.verdict, exit: result.exit
    ).json
  }

  private func writeOutput(_ document: JSON) -> Problem? {
    guard let output = session.options.output, !session.writesOwnOutput else { return nil }
    return problem(of: {
      try File.write(document.document.utf8, to: Path.join(Path.current, output))
    })
  }

  private func writeLastOutcome(_ document: JSON) -> Problem? {
    session.locatePlan()
    guard session.planFolder != nil, session.keepsState else { return nil }
    return problem(of: {
      try session.createStateFolder()
      try File.write(lastOutcome(document).document.utf8, to: session.stateFolder + "/last.json")
    })
  }

  private func problem(of body: () throws -> Void) -> Problem? {
    do throws(Problems) {
      try attempt(body)
      return nil
    } catch {
      return error.all.first
    }
  }

  /// `.perfkit/last.json` is always an outcome, whatever document the command made.
  private func lastOutcome(_ document: JSON) -> JSON {
    guard document["format"]?.text != "perfkit-outcome/1" else { return document }
    return .object([
      ("format", .string("perfkit-outcome/1")), ("command", .string(session.command)),
      ("errors", document["errors"] ?? .array([])),
      ("verdict", document["verdict"] ?? .string(Verdict.pass.rawValue)),
      ("exit", document["exit"] ?? .integer(0)),
    ])
  }
}
