internal import PerfModel
internal import PerfRun

/// The cases of suites on two builds as a source of pairs.
struct SuitePairs: PairedSource {
  let sampler: PairedSuiteSampler
  let plan: Plan
  let session: Session
  private var batches = 0

  init(_ sampler: PairedSuiteSampler, plan: Plan, session: Session) {
    self.sampler = sampler
    self.plan = plan
    self.session = session
  }

  mutating func startBatch(
    seed: UInt64, cases: [Int], mayGoOn: () -> Bool
  ) throws(Problems) {
    batches += 1
    try attempt(in: plan) {
      try sampler.startBatch(seed: seed, cases: cases, mayGoOn: mayGoOn, event: { _ in })
    }
  }

  mutating func sample(upTo targets: [Int: Int], mayGoOn: () -> Bool) throws(Problems) {
    let label = batches > 1 ? "confirming  " : ""
    try attempt(in: plan) {
      try sampler.sample(
        upTo: targets, mayGoOn: mayGoOn,
        event: { event in
          guard case .started(let name, let pair, let target, _) = event else { return }
          session.console.progress("\(label)\(name)  pair \(pair + 1) of \(target)")
        })
    }
  }

  func taking(_ index: Int) -> PairedTaking? { sampler.taking(index) }
}
