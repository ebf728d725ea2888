internal import PerfFiles
internal import PerfModel
internal import PerfProcess
internal import PerfRun
internal import PerfStatistics

/// Two copies of perfkit itself that do a fixed amount of work, as real processes.
struct BurningPrograms: SelftestPrograms {
  let base: MeasuredCommand
  let head: MeasuredCommand
  let settings: CommandRounds.Settings
  let environment: [String]
  let folder: String

  func pairs(
    _ count: Int, seed: UInt64, sabotage: Sabotage?
  ) throws(Problems) -> (base: [Double], head: [Double]) {
    var settings = settings
    settings.seed = seed
    var sampler = PairedSampler(
      base: base, head: head, settings: settings, environment: environment, folder: folder)
    try attempt {
      try sampler.warmUp(1)
      try sampler.sample(upTo: count, mayGoOn: { true }, tick: { _ in })
    }
    if let failure = sampler.failure { throw Self.problem(failure.outcome, failure.reason) }
    let taking = sampler.taking
    return (Self.times(taking.base), Self.times(taking.head))
  }

  func sequential(
    _ count: Int, seed: UInt64
  ) throws(Problems) -> (base: [Double], head: [Double]) {
    (try times(of: base, count), try times(of: head, count))
  }

  private func times(of command: MeasuredCommand, _ count: Int) throws(Problems) -> [Double] {
    var settings = settings
    settings.runs = count
    settings.warmup = 1
    let rounds = CommandRounds(
      commands: [command], settings: settings, environment: environment, folder: folder)
    let record = try attempt { try rounds.run(event: { _ in }) }
    guard let entry = record.first, entry.outcome == .passed else {
      throw Self.problem(
        record.first?.outcome ?? .notStarted, record.first?.reason ?? "did not run")
    }
    return Self.times(entry.samples)
  }

  private static func times(_ samples: [CaseRecord.Samples]) -> [Double] {
    samples.first { $0.metric == "wall_time" }?.values ?? []
  }

  private static func problem(_ outcome: CaseRecord.Outcome, _ reason: String) -> Problems {
    Problems([
      Problem(
        "selftest.program", "the program under test \(reason)",
        verdict: outcome == .interrupted ? .interrupted : .error)
    ])
  }
}
