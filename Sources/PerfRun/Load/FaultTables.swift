internal import PerfLoad
internal import PerfModel
internal import PerfProcess
internal import PerfResults

/// What a load's faults did, as tables and columns.
struct FaultTables {
  private let fault: Fault?
  private let outcome: LoadOutcome
  private let writes: FaultyDisk.Counts?
  private let sides: [(name: String, side: LinkRecord.Side)]
  /// Why operations were lost, by their numbers: what the link did to them.
  private let causes: [UInt64: FaultLink.Kind]

  init(_ fault: Fault?, outcome: LoadOutcome, writes: FaultyDisk.Counts? = nil) {
    self.fault = fault
    self.writes = writes
    self.outcome = outcome
    sides = [("engine", outcome.links?.toEngine), ("driver", outcome.links?.toDriver)]
      .compactMap { name, side in side.map { (name, $0) } }
    var causes: [UInt64: FaultLink.Kind] = [:]
    for (_, side) in sides {
      for event in side.log where Self.losses.contains(event.kind) {
        causes[event.number] = event.kind
      }
    }
    self.causes = causes
  }

  private static let losses: [FaultLink.Kind] = [.loss, .queue, .held]

  /// Operations without answer that no link kept back.
  private var unexplained: Int { outcome.gaps.count { causes[$0] == nil } }

  /// The first operation that was answered though it never came to the engine.
  private var invented: UInt64? {
    let gaps = Set(outcome.gaps)
    return outcome.links?.toEngine?.log.first { event in
      [.loss, .queue].contains(event.kind) && !gaps.contains(event.number)
    }?.number
  }

  /// Why the engine is wrong; nil: it is not.
  func wrong(_ schedule: ArrivalSchedule, _ load: Load) -> String? {
    if let number = invented {
      return "answered operation \(number), which the link had dropped on its way to the engine"
    }
    guard let outage = outcome.outages.last, outage.answered == nil, fault?.link?.loses != true,
      let last = schedule.times.last
    else { return nil }
    let returned: UInt64
    switch fault?.signal {
    case .kill(_, let pause): returned = outage.returned ?? outage.began + pause.inNanoseconds
    case .stop: returned = outage.returned ?? .max
    case nil: return nil
    }
    guard last > returned, last - returned >= load.ready.inNanoseconds else { return nil }
    return "answered nothing that was sent in the \(load.ready.shortText) after its return"
  }

  /// Why the run says nothing of its fault; nil: it does.
  var unseen: String? {
    guard let fault else { return nil }
    if fault.signal != nil {
      guard let outage = outcome.outages.last else {
        return outcome.failedMoments == 0
          ? "the load was over before its moment" : "the engine could not be signalled"
      }
      if outage.impossible > 0 {
        return "\(outage.impossible) operations that were sent while the engine was stopped were "
          + "answered before it was continued, by a process that is not below the one started"
      }
      if outage.answered == nil {
        return "nothing that was sent after its moment was answered before the load was over"
      }
    }
    if fault.disk != nil, writes?.seen == 0 {
      return "the engine wrote to no file in its folder"
    }
    guard fault.link != nil else { return nil }
    if sides.allSatisfy({ $0.side.offered == 0 }) { return "no operation took the link" }
    return outcome.response.count == 0 ? "no operation was answered" : nil
  }

  /// Columns of stress-scenario/1.
  var columns: [String: ResultValue] {
    var values: [String: ResultValue] = [:]
    if outcome.links != nil { values["unexplained"] = .uint(UInt64(unexplained)) }
    if let outage = outcome.outages.last {
      values["outage"] = outage.returned.map { .float(Double($0 - outage.began) / 1e3) }
      values["recovery"] = outage.answered.map { .float(Double($0 - outage.began) / 1e3) }
    }
    if let writes {
      values["writes_delayed"] = count(writes.delayed)
      values["writes_refused"] = count(writes.refused)
    }
    return values
  }

  /// link-faults/1; nil without links.
  var faults: ResultTable? {
    guard !sides.isEmpty, let link = fault?.link else { return nil }
    let law = GilbertElliott(p: link.p, r: link.r, h: link.h, k: link.k)
    let rows = sides.map { name, side -> [ResultValue] in
      let offered = Double(max(1, side.offered))
      let lost = side.count(.loss)
      let spread = 4 * law.deviation(of: side.offered) / offered
      let lowest = max(0, law.meanLoss - spread)
      let highest = min(1, law.meanLoss + spread)
      let loss = Double(lost) / offered
      return [
        .text(name), count(side.offered), count(lost), count(side.count(.queue)),
        count(side.count(.held)), count(side.count(.duplicate)), count(side.count(.reorder)),
        percent(loss), percent(law.meanLoss), percent(lowest), percent(highest),
        .bool(lowest <= loss && loss <= highest),
        .float(side.meanBurst), .float(min(law.meanBurst, offered)),
        .bool(unexplained == 0 && invented == nil),
      ]
    }
    return ResultTable(schema: .linkFaults, columns: Schema.linkFaults.columns, rows: rows)
  }

  /// link-log/1: everything that the links did; nil without links.
  var log: ResultTable? {
    guard !sides.isEmpty else { return nil }
    let rows = sides.flatMap { name, side in
      side.log.map { event -> [ResultValue] in
        [.uint(event.number), .text(name), .text(event.kind.rawValue)]
      }
    }
    return ResultTable(schema: .linkLog, columns: Schema.linkLog.columns, rows: rows)
  }

  /// gap-log/1: the operations that were sent and not answered; nil without links.
  var gaps: ResultTable? {
    guard !sides.isEmpty else { return nil }
    let rows = outcome.gaps.map { number -> [ResultValue] in
      [.uint(number), .text(causes[number]?.rawValue ?? "unknown")]
    }
    return ResultTable(schema: .gapLog, columns: Schema.gapLog.columns, rows: rows)
  }

  /// Rounded, since a share such as 1 - (1 - 0.01) is not the one declared.
  private func percent(_ share: Double) -> ResultValue {
    .float((share * 1e12).rounded() / 1e10)
  }

  private func count(_ number: Int) -> ResultValue { .uint(UInt64(number)) }
}
