extension FaultDeclaration {
  private static let lawKeys = ["ge.p", "ge.r", "ge.h", "ge.k"]
  private static let linkKeys =
    lawKeys + [
      "loss", "delay", "jitter", "correlation", "reorder", "duplicate", "rate", "queue", "toward",
    ]
  private static let signalKeys = ["signal", "at", "for", "restart", "after"]
  private static let diskKeys = ["disk.delay", "disk.limit"]

  private enum SignalName: String, CaseIterable { case stop, kill }

  private var declared: DeclaredValues {
    DeclaredValues(values: values.mapValues { [$0] }, position: position)
  }

  private func has(_ keys: [String]) -> Bool { keys.contains { values[$0] != nil } }

  /// The fault with names replaced by `expand`, for an engine under a load.
  public func fault(
    under load: Load, _ expand: (String) -> String
  ) throws(LoadMistake) -> Fault {
    var fault = Fault(name: name)
    if has(Self.linkKeys) { fault.link = try link(under: load, expand) }
    if has(Self.signalKeys) { fault.signal = try signal(under: load, expand) }
    if has(Self.diskKeys) { fault.disk = try disk(under: load, expand) }
    return fault
  }

  // MARK: Links

  private func link(
    under load: Load, _ expand: (String) -> String
  ) throws(LoadMistake) -> Fault.Link {
    guard [.lines, .socket].contains(load.drive) else {
      throw declared.mistake(
        "a link carries lines, and 'drive: \(load.drive.rawValue)' has none",
        hint: "use 'drive: socket' or 'drive: lines'")
    }
    var link = Fault.Link()
    link.toward = try declared.choice("toward", Fault.Toward.self, expand) ?? link.toward
    try readLosses(&link, expand)
    link.delay = try declared.span("delay", expand) ?? link.delay
    link.jitter = try declared.span("jitter", expand) ?? link.jitter
    link.correlation = try declared.fraction("correlation", expand) ?? link.correlation
    link.reorder = try declared.fraction("reorder", expand) ?? link.reorder
    link.duplicate = try declared.fraction("duplicate", expand) ?? link.duplicate
    link.rate = try declared.rate("rate", expand)
    link.queue =
      try declared.number("queue", 0...1_000_000, whole: true, expand).map { Int($0) } ?? link.queue
    try need("jitter", for: "correlation")
    try need("delay", for: "reorder", since: "a line overtakes those that wait")
    try need("rate", for: "queue")
    if let rate = link.rate, rate <= 0 {
      throw declared.mistake(
        "a link with a rate of 0 carries nothing", at: values["rate"], hint: nil)
    }
    if link.loses, load.outstanding != nil {
      throw declared.mistake(
        "'outstanding' waits for answers that a link with losses keeps back",
        hint: "remove 'outstanding' from the load, or the losses from '\(name)'")
    }
    return link
  }

  private func readLosses(
    _ link: inout Fault.Link, _ expand: (String) -> String
  ) throws(LoadMistake) {
    if let loss = try declared.fraction("loss", orWhole: true, expand) {
      link.k = 1 - loss
      if has(Self.lawKeys) {
        throw declared.mistake(
          "a link has 'loss' or 'ge', not both", at: values["loss"], hint: "remove one of the two")
      }
    }
    guard has(Self.lawKeys) else { return }
    let (p, r) = (
      try declared.fraction("ge.p", orWhole: true, expand),
      try declared.fraction("ge.r", orWhole: true, expand)
    )
    guard let p, let r, p > 0, r > 0 else {
      throw declared.mistake(
        "'ge' needs 'p' and 'r' above 0%",
        hint: "write ge: {p: 1%, r: 30%}: into and out of the state that loses")
    }
    (link.p, link.r) = (p, r)
    link.h = try declared.fraction("ge.h", orWhole: true, expand) ?? 0
    link.k = try declared.fraction("ge.k", orWhole: true, expand) ?? 1
  }

  private func need(
    _ other: String, for key: String, since reason: String? = nil
  ) throws(LoadMistake) {
    guard let word = values[key], values[other] == nil else { return }
    throw declared.mistake(
      "'\(key)' needs '\(other)'", at: word, hint: reason ?? "add '\(other)', or remove '\(key)'")
  }

  // MARK: Signals

  private func signal(
    under load: Load, _ expand: (String) -> String
  ) throws(LoadMistake) -> Fault.Signal {
    guard load.drive != .command else {
      throw declared.mistake(
        "with 'drive: command' no engine stays that could be signalled", at: values["signal"],
        hint: "use 'drive: lines', 'socket' or 'http'")
    }
    guard let name = try declared.choice("signal", SignalName.self, expand) else {
      let key = Self.signalKeys.first { values[$0] != nil } ?? "at"
      throw declared.mistake(
        "'\(key)' needs 'signal'", at: values[key], hint: "write signal: stop, or signal: kill")
    }
    guard let at = try declared.span("at", expand) else {
      throw declared.mistake(
        "'signal' needs 'at'", at: values["signal"], hint: "when, from the beginning of the load")
    }
    guard at < load.duration else {
      throw declared.mistake(
        "'at' is not within the load, which takes \(load.duration.shortText)", at: values["at"],
        hint: "choose an earlier moment, or a longer 'duration'")
    }
    let foreign = name == .stop ? ["restart", "after"] : ["for"]
    if let key = foreign.first(where: { values[$0] != nil }) {
      throw declared.mistake(
        "'\(key)' means nothing with 'signal: \(name.rawValue)'", at: values[key],
        hint: "remove the key")
    }
    guard name == .kill else {
      guard let length = try declared.duration("for", expand) else {
        throw declared.mistake(
          "'signal: stop' needs 'for'", at: values["signal"], hint: "such as for: 200ms")
      }
      guard at + length < load.duration + load.drain else {
        throw declared.mistake(
          "the engine would not go on before the load is over, which takes "
            + "\(load.duration.shortText) and \(load.drain.shortText) of 'drain'",
          at: values["for"], hint: "choose a shorter 'for', or a longer 'drain'")
      }
      return .stop(at: at, for: length)
    }
    guard try declared.flag("restart", expand) == true else {
      throw declared.mistake(
        "'signal: kill' needs 'restart: true'", at: values["restart"] ?? values["signal"],
        hint: "an engine that stays dead leaves nothing to measure")
    }
    guard load.drive != .lines else {
      throw declared.mistake(
        "with 'drive: lines' an engine cannot be restarted: its pipes end with it",
        at: values["signal"], hint: "use 'drive: socket' or 'drive: http'")
    }
    return .kill(at: at, after: try declared.span("after", expand) ?? .zero)
  }

  // MARK: Disks

  private func disk(
    under load: Load, _ expand: (String) -> String
  ) throws(LoadMistake) -> Fault.Disk {
    guard load.drive != .command else {
      throw declared.mistake(
        "'drive: command' has no faults of disks", at: values["disk.delay"] ?? values["disk.limit"],
        hint: "use 'drive: lines', 'socket' or 'http'")
    }
    return Fault.Disk(
      delay: try declared.duration("disk.delay", expand),
      limit: try declared.size("disk.limit", expand))
  }
}
