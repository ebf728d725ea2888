internal import MarketData
internal import OrderBook

/// How much of the exchange's time each of its modules takes: passes over the same records with
/// the clock between the stages of a block and within sampled messages, and others with the clock
/// around each block.
///
/// Risk and match take turns within a message, several times, where the clock costs more than they
/// do and keeps the processor from overlapping messages. So every other block's time of both is
/// taken at once, and split as the sampled messages of the blocks between say.
struct ModulePasses {
  /// Passes of either kind.
  static let passes = 9

  let messages: Int
  /// What reading the clock once takes of an interval.
  let cost = PartClock.cost()
  private let records: [UInt8]
  private let prefill: Int
  let digest: ReportDigest

  /// Makes passes over messages whose first `prefill` are never timed.
  init(_ stream: [OrderMessage], prefill: Int) throws(Failure) {
    var records: [UInt8] = []
    records.reserveCapacity(stream.count * OrderMessage.recordSize)
    for message in stream { message.encode(to: &records) }
    self.records = records
    self.prefill = prefill
    messages = stream.count - prefill
    digest = try FullPasses(stream).throughput(1).digest
  }

  /// The modules, and the whole at the end.
  func rows() throws(Failure) -> [ModuleRow] {
    var stages = Stages(cost: cost)
    var whole = ModuleFigures("whole", cost: cost)
    for _ in 0..<Self.passes {
      try measure(&stages)
      try measure(&whole)
    }
    let sampled = stages.risk.mean + stages.match.mean
    let factor = sampled > 0 ? stages.apply.mean / sampled : 1
    return [
      ModuleRow(stages.parse), ModuleRow(stages.risk, times: factor),
      ModuleRow(stages.match, times: factor), ModuleRow(stages.publish), ModuleRow(stages.store),
      ModuleRow(whole),
    ]
  }

  private struct Stages {
    var parse: ModuleFigures
    var apply: ModuleFigures
    var risk: ModuleFigures
    var match: ModuleFigures
    var publish: ModuleFigures
    var store: ModuleFigures

    init(cost: Double) {
      parse = ModuleFigures("parse", cost: cost)
      apply = ModuleFigures("apply", cost: cost)
      risk = ModuleFigures("risk", cost: cost)
      match = ModuleFigures("match", cost: cost)
      publish = ModuleFigures("publish", cost: cost)
      store = ModuleFigures("store", cost: cost)
    }

    mutating func endPass() {
      parse.endPass()
      apply.endPass()
      risk.endPass()
      match.endPass()
      publish.endPass()
      store.endPass()
    }
  }

  /// One pass with the clock in it.
  private func measure(_ stages: inout Stages) throws(Failure) {
    var pipeline = try filled()
    var left = messages
    var samples = false
    while left > 0 {
      let start = now()
      let count = try pipeline.parse(left)
      let parsed = now()
      if samples { pipeline.applyMeasuring() } else { pipeline.apply() }
      let applied = now()
      pipeline.publish()
      let published = now()
      pipeline.keep()
      let kept = now()
      stages.parse.take(parsed - start, probes: 1, messages: count)
      if !samples { stages.apply.take(applied - parsed, probes: 1, messages: count) }
      stages.publish.take(published - applied, probes: 1, messages: count)
      stages.store.take(kept - published, probes: 1, messages: count)
      samples.toggle()
      left -= count
    }
    for reading in pipeline.clock.risk {
      stages.risk.take(reading.nanoseconds, probes: reading.intervals, messages: 1)
    }
    for reading in pipeline.clock.matching {
      stages.match.take(reading.nanoseconds, probes: reading.intervals, messages: 1)
    }
    stages.endPass()
    try check(pipeline.digest)
  }

  /// One pass with the clock around each block.
  private func measure(_ whole: inout ModuleFigures) throws(Failure) {
    var pipeline = try filled()
    var left = messages
    while left > 0 {
      let start = now()
      let count = try pipeline.advance(left)
      whole.take(now() - start, probes: 1, messages: count)
      left -= count
    }
    whole.endPass()
    try check(pipeline.digest)
  }

  private func filled() throws(Failure) -> ModulePipeline {
    var pipeline = ModulePipeline(
      records: records, room: messages / ModulePipeline.sampling + 1)
    var left = prefill
    while left > 0 { left -= try pipeline.advance(left) }
    return pipeline
  }

  private func check(_ found: ReportDigest) throws(Failure) {
    if found != digest { throw .reportsDiffer(digest, found) }
  }
}
