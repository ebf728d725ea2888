internal import PerfReport
internal import PerfRun

/// Draws which run of which command is on its way.
final class RoundProgress {
  private let console: Console

  init(console: Console) { self.console = console }

  func receive(_ event: RunEvent) {
    guard console.drawsProgress, case .started(let name, let run, let count, let done) = event
    else { return }
    let total = count > 0 ? " of \(count)" : ""
    console.progress("round \(run + 1)\(total)  \(done) runs  \(name)")
  }
}
