internal import PerfModel
internal import PerfReport
internal import PerfRun

/// Draws how far the runs are: a line with a bar and the time left on a terminal, else one plain
/// line a case.
final class RunProgress {
  private let console: Console
  private let total: Int
  private let started = ContinuousClock.now
  private var done = 0
  private var label = ""
  private var step = ""

  init(console: Console, total: Int) {
    self.console = console
    self.total = total
  }

  func receive(_ event: RunEvent) {
    switch event {
    case .started(let name, let run, let count, let done):
      self.done = done
      step = ""
      label = "\(name)  run \(run + 1) of \(count)"
      draw(current: .zero)
    case .step(let number, let count):
      step = "  kill \(number + 1) of \(count)"
      draw(current: .zero)
    case .tick(let elapsed): draw(current: elapsed)
    case .finished(let record):
      done += 1
      guard !console.drawsProgress else { return }
      let word = record.outcome == .passed ? "ok" : record.outcome.rawValue
      console.say(
        "  \(record.name)  \(record.runs.count) run\(record.runs.count == 1 ? "" : "s")  \(word)")
    }
  }

  private func draw(current: Duration) {
    guard console.drawsProgress, total > 0 else { return }
    let cells = 20
    let filled = min(cells, done * cells / total)
    let bar = String(repeating: "━", count: filled) + String(repeating: "╌", count: cells - filled)
    let elapsed = (ContinuousClock.now - started).inSeconds
    let left =
      done > 0
      ? "  about \(Quantity.fixed(max(0, elapsed / Double(done) * Double(total - done)), 0)) s left"
      : ""
    console.progress("\(bar) \(done)/\(total)\(left)  \(label)\(step)")
  }
}
