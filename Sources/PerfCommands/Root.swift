internal import Glibc
internal import PerfArguments
internal import PerfJSON
internal import PerfModel
internal import PerfProcess
internal import PerfReport
internal import PerfResults

/// The program: reads the command line, runs a command, prints its document and ends.
public enum Root {
  /// The version of this perfkit.
  public static let version = "0.1.0"

  static let program = Program<GlobalOptions>(
    name: "perfkit",
    summary: "Build engines, run their suites, compare with baselines, release what was tested.",
    commands: [
      .command(Init.self, heading: "Set up"),
      .command(List.self, heading: "Set up"),
      .command(Build.self, heading: "Run"),
      .command(Smoke.self, heading: "Run"),
      .command(Bench.self, heading: "Run"),
      .command(Stress.self, heading: "Run"),
      .command(Run.self, heading: "Run"),
      .command(AB.self, heading: "Compare"),
      .command(Compare.self, heading: "Compare"),
      .command(Report.self, heading: "Compare"),
      .group(
        "baseline", summary: "Record, accept and show stored baselines.", heading: "Compare",
        [
          .command(BaselineRecord.self), .command(BaselineAccept.self),
          .command(BaselineShow.self), .command(BaselineList.self),
        ]),
      .group(
        "schema", summary: "Show result schemas and check tables against them.",
        heading: "Compare",
        [.command(SchemaList.self), .command(SchemaShow.self), .command(SchemaValidate.self)]),
      .group(
        "selftest", summary: "Measure perfkit's own error rates on this machine.",
        heading: "Maintain",
        [
          .command(SelftestAA.self), .command(SelftestPower.self),
          .command(SelftestSequential.self), .command(SelftestCoverage.self),
        ]),
      .command(Doctor.self, heading: "Maintain"),
      Release.group,
      .command(Clean.self, heading: "Maintain"),
      .command(Completions.self, heading: "Maintain"),
    ],
    examples: [
      Example("perfkit smoke", "build, run the smoke suites, compare with the baseline"),
      Example("perfkit build --ref v0.8", "build an older revision, the work tree untouched"),
      Example("perfkit baseline record main", "store the newest run as baseline main"),
    ],
    exitCodes: [
      ExitCode(0, "passed; warnings allowed, unless --strict"),
      ExitCode(1, "perfkit could not do its work"),
      ExitCode(2, "regression, or a warning under --strict"),
      ExitCode(3, "inconclusive, or evidence missing"),
      ExitCode(4, "the engine is wrong: build, crash, timeout, digest, determinism"),
      ExitCode(5, "not comparable"),
      ExitCode(6, "refused"),
      ExitCode(64, "wrong usage, or a mistake in perfkit.yaml"),
      ExitCode(130, "interrupted by SIGINT; 143 by SIGTERM or SIGHUP"),
    ])

  /// Runs the command line and ends the process with its exit status.
  public static func main(_ arguments: [String]) -> Never {
    if let steps = BurnProgram.steps(arguments) { exit(BurnProgram.burn(steps) ? 0 : 1) }
    exit(status(arguments))
  }

  private static func status(_ arguments: [String]) -> Int32 {
    Interruption.install()
    do throws(UsageError) {
      switch try program.parse(arguments) {
      case .version(let options):
        Session(options, command: "version").console.write("perfkit \(version)\n")
        return 0
      case .help(let page, let options):
        let console = Session(options, command: "help").console
        console.write(page.text(bold: console.style.isOn))
        return 0
      case .run(let invocation):
        let session = Session(
          invocation.globals, command: invocation.path.joined(separator: " "))
        return carryOut(invocation.command, session)
      }
    } catch {
      let path = error.path.dropFirst().joined(separator: " ")
      let session = Session(
        program.globals(in: arguments), command: path.isEmpty ? "perfkit" : path)
      let problem = Problem(error.code, error.message, hint: error.hint, verdict: .usage)
      let usage = error.usage.map { "usage: " + $0 }.joined(separator: "\n")
      session.console.complain(
        ProblemText(style: session.console.errorStyle).text(of: problem, label: "error")
          + "\n" + usage)
      var result = CommandResult(.usage, errors: [problem])
      result.explained = true
      return Ending(session: session).end(result)
    }
  }

  private static func carryOut(_ command: any PerfArguments.Command, _ session: Session) -> Int32 {
    guard let command = command as? any RunnableCommand else { return 1 }
    let ending = Ending(session: session)
    do throws(Problems) {
      try session.checkOutput()
      return ending.end(try command.run(session))
    } catch {
      // A program that perfkit asked, such as gpg, got the signal, too, and its failure is no news.
      let error = Interruption.signal == nil ? error : Interruption.problems(error)
      return ending.end(
        CommandResult(error.all.map(\.verdict).worst, errors: error.all))
    }
  }
}
