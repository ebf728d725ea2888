internal import PerfFiles
internal import PerfModel
internal import PerfProcess
internal import PerfReport
internal import PerfRun

/// Draws figures with gnuplot.
struct FigureDrawing {
  let session: Session

  /// A figure with its picture.
  struct Drawn {
    var figure: Figure
    var picture: FigurePicture
  }

  /// What came of drawing.
  struct Outcome {
    var drawn: [Drawn] = []
    /// The version of gnuplot; empty: there is none.
    var version = ""
    var warnings: [Problem] = []
  }

  private static let program = "gnuplot"
  private static let patience: Duration = .seconds(60)

  /// Draws all figures that can be drawn.
  func draw(_ figures: [Figure]) throws(Problems) -> Outcome {
    var outcome = Outcome()
    guard !figures.isEmpty else { return outcome }
    guard let path = ProgramSearch(session.environmentEntries).find(Self.program) else {
      outcome.warnings.append(
        Problem(
          "report.no-gnuplot",
          "\(figures.count) figure\(figures.count == 1 ? " is" : "s are") left out: there is no gnuplot",
          hint: "install the Debian package gnuplot-nox", verdict: .warn))
      return outcome
    }
    let scratch: ScratchFolder
    do throws(FileError) {
      scratch = try ScratchFolder(in: session.scratchParent, keeps: false)
    } catch {
      throw Problems(error)
    }
    outcome.version = try version(path, scratch.path)
    for figure in figures {
      switch try draw(figure, path, scratch.path) {
      case .success(let picture): outcome.drawn.append(.init(figure: figure, picture: picture))
      case .failure(let problem): outcome.warnings.append(problem)
      }
    }
    return outcome
  }

  private func draw(
    _ figure: Figure, _ path: String, _ folder: String
  ) throws(Problems) -> Result<FigurePicture, Problem> {
    let script = folder + "/figure.gnuplot"
    try attempt { try File.write(FigureScript(figure).text.utf8, to: script) }
    let finished = try run(path, ["-d", script], folder)
    if let picture = FigurePicture(figure, drawn: finished.standardOutput.text),
      finished.termination == .exited(0)
    {
      return .success(picture)
    }
    let said = finished.standardError.text.split(separator: "\n").last { !$0.isEmpty } ?? ""
    return .failure(
      Problem(
        "report.not-drawn", "\(figure.name) is left out: gnuplot did not draw it",
        hint: said.isEmpty ? nil : String(said), verdict: .warn))
  }

  /// `5.4.4`.
  private func version(_ path: String, _ folder: String) throws(Problems) -> String {
    let words = try run(path, ["--version"], folder).standardOutput.text.split(separator: " ")
    guard words.count >= 4, words[2] == "patchlevel" else { return "unknown" }
    return "\(words[1]).\(words[3].filter { $0 != "\n" })"
  }

  private func run(
    _ path: String, _ arguments: [String], _ folder: String
  ) throws(Problems) -> Finished {
    var command = Command(
      executable: path, arguments: [Self.program] + arguments,
      environment: ["PATH=/usr/bin:/bin", "HOME=\(folder)", "LC_ALL=C.UTF-8", "TZ=UTC"],
      folder: folder)
    command.timeout = Self.patience
    command.outputCap = 64 << 20
    let finished: Finished
    do throws(SpawnError) {
      finished = try Launcher.run(command)
    } catch {
      throw Problems([Problem("report.gnuplot", "cannot start \(path): \(error)")])
    }
    if Interruption.signal != nil { throw Interruption.problems() }
    return finished
  }
}
