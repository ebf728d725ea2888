internal import PerfFiles
internal import PerfModel
internal import PerfRun

/// Two commands as a source of pairs.
struct CommandPairs: PairedSource {
  let base: MeasuredCommand
  let head: MeasuredCommand
  let settings: CommandRounds.Settings
  let warmup: Int
  let session: Session
  private var sampler: PairedSampler?
  private var batches = 0

  init(
    base: MeasuredCommand, head: MeasuredCommand, settings: CommandRounds.Settings, warmup: Int,
    session: Session
  ) {
    self.base = base
    self.head = head
    self.settings = settings
    self.warmup = warmup
    self.session = session
  }

  mutating func startBatch(
    seed: UInt64, cases: [Int], mayGoOn: () -> Bool
  ) throws(Problems) {
    var settings = settings
    settings.seed = seed
    batches += 1
    var sampler = PairedSampler(
      base: base, head: head, settings: settings, environment: session.environmentEntries,
      folder: Path.current)
    try attempt { try sampler.warmUp(warmup) }
    if let earlier = self.sampler {
      sampler.takeInstructions(of: earlier)
    } else {
      try attempt { try sampler.countInstructions() }
    }
    self.sampler = sampler
  }

  mutating func sample(upTo targets: [Int: Int], mayGoOn: () -> Bool) throws(Problems) {
    guard var sampler, let target = targets[0] else { return }
    let label = batches > 1 ? "confirming  " : ""
    session.console.progress("\(label)\(sampler.pairs) pairs, looking at \(target)")
    try attempt { try sampler.sample(upTo: target, mayGoOn: mayGoOn, tick: { _ in }) }
    self.sampler = sampler
  }

  func taking(_ index: Int) -> PairedTaking? { sampler?.taking }
}
