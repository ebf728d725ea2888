public import PerfModel

/// What is to be done about the facts of a machine, in order of effect.
///
/// What disturbs a measurement now comes before what would make the machine steadier, and that
/// before what perfkit lacks for other work.
public struct AdviceRules: Sendable {
  let host: Host
  let facts: MachineFacts
  let effects: DetectableEffects?

  /// Takes what was found; what is unknown leads to nothing.
  public init(host: Host, facts: MachineFacts, effects: DetectableEffects?) {
    self.host = host
    self.facts = facts
    self.effects = effects
  }

  /// The advice: warnings first, each kind in the order of `Advice.Subject`.
  public var advice: [Advice] {
    let all = (disturbances + speed + lacks + readiness).sorted { $0.rank < $1.rank }
    return all.filter(\.isWarning) + all.filter { !$0.isWarning }
  }

  // MARK: What disturbs now

  private var disturbances: [Advice] {
    var advice: [Advice] = []
    let usable = Double(max(1, facts.processors.usable.count))
    let others = facts.load.others ?? 0
    let steal = facts.load.steal ?? 0
    if others >= 0.1 {
      advice.append(
        Advice(
          .load, .command("ps -eo pcpu,comm --sort=-pcpu | head"),
          isWarning: others / usable >= 0.1))
    }
    if (facts.controlGroup.throttled ?? 0) > 0 {
      advice.append(Advice(.throttling, .command(Self.liftQuota), isWarning: true))
    } else if let quota = facts.controlGroup.processors, quota < usable {
      advice.append(Advice(.quota, .command(Self.liftQuota), isWarning: false))
    }
    if steal >= 0.005 {
      advice.append(Advice(.steal, .command("vmstat -w 1"), isWarning: steal >= 0.02))
    }
    let noise = facts.noise
    let isExplained = advice.contains { $0.isWarning }
    if !isExplained, let processor = quietProcessor,
      noise.lost >= 0.005 || noise.variation >= 0.05
    {
      advice.append(
        Advice(
          .stalls, .command("perfkit ab --cpu \(processor)"),
          isWarning: noise.lost >= 0.02 || noise.variation >= 0.1))
    }
    if let effects {
      let wall = effects.metrics.first
      let seen = wall?.effects.first { $0.pairs == 20 }?.fraction ?? .infinity
      let remedy = wall?.pairsForTenPercent.map { "perfkit ab --pairs \($0)" } ?? "perfkit doctor"
      if seen > 0.1 { advice.append(Advice(.detectable, .command(remedy), isWarning: true)) }
    }
    return advice
  }

  private static let liftQuota = "docker update --cpus=0 CONTAINER"

  /// The processor to pin measurements to: an isolated one, or the last, since the first serves
  /// most interrupts; nil where there is no choice.
  private var quietProcessor: Int? {
    let usable = facts.processors.usable
    guard usable.count > 1 else { return nil }
    return facts.processors.isolated.first { usable.contains($0) } ?? usable.last
  }

  // MARK: What makes the machine steadier

  private var speed: [Advice] {
    var advice: [Advice] = []
    let clock = facts.clock
    if let source = clock.source, source != "tsc", clock.available.contains("tsc") {
      advice.append(
        setting("devices/system/clocksource/clocksource0/current_clocksource", "tsc", .clock, true))
    }
    if facts.processors.governors.contains(where: { $0 != "performance" }) {
      advice.append(
        Advice(.governor, .command("sudo cpupower frequency-set -g performance"), isWarning: true))
    }
    if host.turbo == "on", let off = facts.processors.turboSwitch {
      advice.append(Advice(.turbo, .setting(off), isWarning: false))
    }
    if host.smt == "on", !facts.processors.siblings.isEmpty {
      advice.append(setting("devices/system/cpu/smt/control", "off", .smt, false))
    }
    if host.aslr == "0" {
      advice.append(
        Advice(
          .aslr, .command("sudo sysctl -w kernel.randomize_va_space=2"), isWarning: false))
    }
    if facts.memory.hugePages == "always" {
      advice.append(setting("kernel/mm/transparent_hugepage/enabled", "madvise", .hugePages, false))
    }
    return advice
  }

  private func setting(
    _ file: String, _ value: String, _ subject: Advice.Subject, _ isWarning: Bool
  ) -> Advice {
    Advice(
      subject, .setting(MachineFacts.Setting(file: file, value: value)), isWarning: isWarning)
  }
}

extension Advice {
  /// Its place among all subjects.
  fileprivate var rank: Int { Subject.allCases.firstIndex(of: subject) ?? 0 }
}
