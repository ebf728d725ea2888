internal import PerfModel

extension DoctorReport {
  func machine(_ diagnosis: Diagnosis, _ marked: Set<Advice.Subject>, _ list: inout FactList) {
    let (host, facts) = (diagnosis.host, diagnosis.facts)
    list.section("Machine")
    list.add("fingerprint", host.fingerprint)
    list.add("processor", "\(host.cpuModel), \(host.architecture)")
    list.add("usable", Self.usable(host, facts.processors))
    list.add("hypervisor", host.hypervisor)
    list.add("system", host.os)
    list.add("kernel", "Linux \(host.kernel), \(host.libc)")
    let governors = facts.processors.governors.joined(separator: ", ")
    list.add(
      "governor", governors.isEmpty ? "unknown" : governors, mark: marked.contains(.governor))
    list.add("turbo", host.turbo, mark: marked.contains(.turbo))
    list.add("SMT", host.smt)
    list.add("ASLR", Self.layouts[host.aslr] ?? host.aslr)
    list.add("huge pages", facts.memory.hugePages ?? "unknown")
    list.add("memory", Self.memory(facts.memory), mark: marked.contains(.memory))
    list.add("control group", Self.group(facts.controlGroup), mark: marked.contains(.throttling))
    for storage in facts.storage {
      list.add(
        storage.name, "\(Self.bytes(storage.free)) free of \(Self.bytes(storage.total))",
        mark: storage.free < 1 << 30)
    }
    list.add("open files", Self.bound(facts.limits.openFiles))
    list.add("processes", Self.bound(facts.limits.processes))
  }

  func noise(_ diagnosis: Diagnosis, _ marked: Set<Advice.Subject>, _ list: inout FactList) {
    let (clock, noise, load) = (
      diagnosis.facts.clock, diagnosis.facts.noise, diagnosis.facts.load
    )
    list.section("Noise")
    list.add("load", Self.averages(load), mark: marked.contains(.load))
    list.add("other programs", list: Self.others(load), mark: marked.contains(.load))
    list.add("steal", Self.steal(load, diagnosis.host), mark: marked.contains(.steal))
    list.add(
      "equal work",
      "\(Self.seconds(noise.work)), \(noise.repetitions) times: varies by "
        + "\(Self.share(noise.variation)), at worst \(Self.seconds(noise.worstDelay)) late",
      mark: marked.contains(.stalls))
    list.add(
      "stalls",
      noise.stalls == 0
        ? "none over 50 us"
        : "\(Self.count(noise.stalls, "time")) over 50 us, the longest "
          + "\(Self.seconds(noise.longestStall)); \(Self.share(noise.lost)) of the time lost",
      mark: marked.contains(.stalls))
    list.add("clock", Self.clock(clock), mark: marked.contains(.clock))
    list.add("two readings", Self.gap(clock.gap))
  }

  func abilities(_ diagnosis: Diagnosis, _ marked: Set<Advice.Subject>, _ list: inout FactList) {
    let facts = diagnosis.facts
    list.section("Counters and packages")
    list.add("instructions", Self.counters(facts.counters))
    let installed = facts.packages.compactMap { package in
      package.version.map { "\(package.name) \($0)" }
    }
    list.add("packages", list: installed)
    for package in facts.packages {
      list.add(package.name, Self.lack(package), mark: package.isNeeded)
    }
  }

  func readiness(_ diagnosis: Diagnosis, _ marked: Set<Advice.Subject>, _ list: inout FactList) {
    let (git, keys) = (diagnosis.facts.git, diagnosis.facts.keys)
    list.section("Releases")
    list.add("repository", Self.places[git.place], mark: marked.contains(.repository))
    list.add("identity", git.hasIdentity.map { $0 ? "configured" : "not configured" })
    list.add("signing key", Self.signing(git), mark: marked.contains(.signing))
    list.add("secret keys", Self.keys(keys))
    list.add("gpg-agent", Self.agents[keys.agent], mark: marked.contains(.agent))
  }

  // MARK: Words

  private static let layouts = [
    "0": "off: every process has the same layout", "1": "1: layouts without the heap vary",
    "2": "2: every process has a layout of its own",
  ]

  private static let places: [MachineFacts.Git.Place: String] = [
    .workTree: "a work tree with its whole history", .shallow: "a shallow clone",
    .bare: "a bare repository", .outside: "none here", .refused: "refused: it is another user's",
    .unknown: "unknown",
  ]

  private static let agents: [MachineFacts.Keys.Agent: String] = [
    .running: "running", .idle: "not running; gpg starts it", .silent: "gives no answer",
    .unknown: "unknown",
  ]

  private static func usable(_ host: Host, _ processors: MachineFacts.Processors) -> String {
    let online = processors.online.count
    let isolated = processors.isolated.map(String.init).joined(separator: ", ")
    return "\(host.cpus)" + (online > 0 ? " of \(count(online, "processor"))" : " processors")
      + (isolated.isEmpty ? "" : ", isolated: \(isolated)")
  }

  private static func memory(_ memory: MachineFacts.Memory) -> String {
    guard let total = memory.total else { return "unknown" }
    var text = bytes(total)
    if let available = memory.available { text += ", \(bytes(available)) available" }
    guard let swap = memory.swapTotal else { return text }
    return text
      + (swap == 0 ? ", no swap" : ", swap \(bytes(memory.swapUsed ?? 0)) of \(bytes(swap)) used")
  }

  private static func group(_ group: MachineFacts.ControlGroup) -> String {
    guard let version = group.version else { return "none" }
    var limits: [String] = []
    if let processors = group.processors {
      limits.append(Quantity.fixed(processors, 2) + " processors")
    }
    if let memory = group.memory { limits.append(bytes(memory) + " of memory") }
    if let throttled = group.throttled, throttled > 0 {
      limits.append("stopped \(count(throttled, "time")) now")
    }
    return "v\(version), " + (limits.isEmpty ? "no limit" : limits.joined(separator: ", "))
  }

  private static func bound(_ bound: MachineFacts.Limits.Bound?) -> String {
    guard let bound else { return "unknown" }
    guard let soft = bound.soft else { return "no limit" }
    let hard = bound.hard.map(String.init) ?? "any number"
    return "\(soft)" + (bound.hard == soft ? "" : ", may be raised to \(hard)")
  }

  private static func averages(_ load: MachineFacts.Load) -> String {
    guard !load.averages.isEmpty else { return "unknown" }
    let averages = load.averages.map { Quantity.fixed($0, 2) }.joined(separator: ", ")
    return averages + " (1, 5, 15 minutes)"
      + (load.running.map { ", \(count($0, "task")) running" } ?? "")
  }

  private static func others(_ load: MachineFacts.Load) -> [String] {
    guard let others = load.others else { return ["unknown"] }
    let busy = "\(Quantity.fixed(others, 2)) processors busy over \(seconds(load.watched))"
    return [busy] + load.busiest.map { "\($0.name) \(Quantity.fixed($0.processors, 2))" }
  }

  private static func steal(_ load: MachineFacts.Load, _ host: Host) -> String {
    guard let steal = load.steal else { return "unknown" }
    let isSilent = host.hypervisor != "none" && !load.reportsSteal
    return share(steal) + (isSilent ? ", but this hypervisor has never told of any" : "")
  }

  private static func clock(_ clock: MachineFacts.Clock) -> String {
    "\(clock.source ?? "unknown source"), resolution \(nanoseconds(clock.resolution)), "
      + "\(nanoseconds(clock.cost)) a reading"
  }

  private static func gap(_ gap: MachineFacts.Spread) -> String {
    "p50 \(nanoseconds(gap.p50)), p99 \(nanoseconds(gap.p99)), max \(nanoseconds(gap.max)) apart"
  }

  /// A short time; the clock counts whole nanoseconds.
  private static func nanoseconds(_ value: Double) -> String {
    value < 1000 ? Quantity.fixed(value, 0) + " ns" : Quantity.text(value, unit: "ns")
  }

  private static func counters(_ counters: MachineFacts.Counters) -> String {
    let paranoid = counters.paranoid.map { ", perf_event_paranoid \($0)" } ?? ""
    guard case .unavailable(let reason) = counters.instructions else {
      return "counted by the kernel" + paranoid
    }
    let why =
      switch reason {
      case .forbidden: "not permitted"
      case .absent: "no such counter here, as in most virtual machines"
      case .unknownCall: "the kernel, or a sandbox, has no counters"
      case .other(let number): "error \(number)"
      }
    return "not countable: \(why)" + paranoid
  }

  /// What a package that cannot be used is needed for; nil of one that can.
  private static func lack(_ package: MachineFacts.Package) -> String? {
    switch package.state {
    case .installed: nil
    case .unusable(let reason): reason
    case .missing:
      "not installed: "
        + (package.debian.map { "apt-get install \($0)" } ?? "see swift.org/install")
        + ", for \(package.purpose)"
    }
  }

  private static func signing(_ git: MachineFacts.Git) -> String? {
    git.hasSigningKey.map { isSet in
      isSet ? "configured (\(git.signingFormat ?? "unknown format"))" : "not configured"
    }
  }

  private static func keys(_ keys: MachineFacts.Keys) -> String {
    guard let secret = keys.secret else { return "unknown" }
    guard let locked = keys.locked, locked > 0 else { return secret == 0 ? "none" : "\(secret)" }
    return "\(secret), \(locked) of which need a passphrase"
  }
}
