internal import PerfFiles
internal import PerfModel
internal import PerfRun
internal import PerfStatistics

/// Copies of perfkit in a scratch folder, calibrated to run for about 20 ms.
final class BurnFolder {
  /// Which copy.
  enum Copy: String, CaseIterable {
    case original
    /// The same bytes.
    case copy
    /// The same code in a file with other bytes at its end.
    case comment
  }

  private let scratch: ScratchFolder
  private let settings: CommandRounds.Settings
  private let environment: [String]
  /// Seconds a run takes without work, and a step.
  private var idle = 0.0
  private var step = 0.0

  static let target = 0.02

  init(_ session: Session, settings: CommandRounds.Settings) throws(Problems) {
    self.settings = settings
    environment = session.environmentEntries
    do throws(FileError) {
      scratch = try ScratchFolder(in: session.scratchParent, keeps: false)
    } catch {
      throw Problems(error)
    }
    let folder = scratch.path
    try attempt {
      let program = try File.read("/proc/self/exe")
      for copy in Copy.allCases {
        let path = folder + "/" + copy.rawValue
        let more = copy == .comment ? Array("a comment\n".utf8) : []
        try File.write(program + more, to: path, mode: 0o700)
      }
    }
    try calibrate()
  }

  /// The two programs; the head does work for `slowdown` more of the whole time.
  func programs(_ head: Copy, slowdown: Double = 0) -> BurningPrograms {
    BurningPrograms(
      base: command(.original, seconds: Self.target),
      head: command(head, seconds: Self.target * (1 + slowdown)), settings: settings,
      environment: environment, folder: scratch.path)
  }

  private func calibrate() throws(Problems) {
    let few = try median(ofSteps: 100_000)
    let many = try median(ofSteps: 4_100_000)
    step = max(1e-12, (many - few) / 4_000_000)
    idle = max(0, few - 100_000 * step)
  }

  private func median(ofSteps steps: Int) throws(Problems) -> Double {
    let command = command(.original, steps: steps)
    let programs = BurningPrograms(
      base: command, head: command, settings: settings, environment: environment,
      folder: scratch.path)
    let times = try programs.sequential(5, seed: 0).base
    return PerfStatistics.median(times.span)
  }

  private func command(_ copy: Copy, seconds: Double) -> MeasuredCommand {
    command(copy, steps: max(1, Int((seconds - idle) / step)))
  }

  private func command(_ copy: Copy, steps: Int) -> MeasuredCommand {
    MeasuredCommand(
      name: copy.rawValue,
      words: [scratch.path + "/" + copy.rawValue, BurnProgram.word, String(steps)])
  }
}
