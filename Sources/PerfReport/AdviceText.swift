public import PerfModel

/// Advice in words: what was found, and what to do about it.
public struct AdviceText: Sendable {
  private let host: Host
  private let facts: MachineFacts
  private let effects: DetectableEffects?

  /// Takes the diagnosis whose advice is to be told.
  public init(_ diagnosis: Diagnosis) {
    host = diagnosis.host
    facts = diagnosis.facts
    effects = diagnosis.effects
  }

  /// What led to it, without a stop at the end; no name of a program or folder.
  public func fact(_ advice: Advice) -> String {
    switch advice.subject {
    case .load:
      let others = Quantity.fixed(facts.load.others ?? 0, 2)
      return "other programs keep \(others) of \(processors) busy"
    case .throttling:
      let times = DoctorReport.count(facts.controlGroup.throttled ?? 0, "time")
      return "the control group was stopped \(times) for its quota"
    case .quota:
      let quota = Quantity.fixed(facts.controlGroup.processors ?? 0, 2)
      return "the control group may use \(quota) of \(processors)"
    case .steal:
      return
        "the hypervisor gave \(DoctorReport.share(facts.load.steal ?? 0)) of the time to others"
    case .memory:
      let available = DoctorReport.bytes(facts.memory.available ?? 0)
      let swapped = facts.memory.swapUsed.map {
        $0 > 0 ? ", \(DoctorReport.bytes($0)) swapped" : ""
      }
      return "\(available) of memory are available" + (swapped ?? "")
    case .disk:
      let full = facts.storage.filter { $0.free < 1 << 30 }
      return full.map { "\(DoctorReport.bytes($0.free)) are free in \($0.name)" }
        .joined(separator: ", ")
    case .package:
      let missing = facts.packages.filter { $0.state == .missing && $0.debian != nil }
      return missing.map { "no \($0.name) for \($0.purpose)" }.joined(separator: ", ")
    case .clock: return "the clock is \(facts.clock.source ?? "unknown"), and there is tsc"
    case .stalls:
      return "equal work varies by \(DoctorReport.share(facts.noise.variation)), stops take "
        + "\(DoctorReport.share(facts.noise.lost)) of the time"
    case .governor:
      return "the governor is \(facts.processors.governors.joined(separator: ", "))"
    case .turbo: return "turbo is on"
    case .smt: return "programs share cores (SMT)"
    case .detectable:
      guard let seen = wall?.effects.first(where: { $0.pairs == 20 }) else {
        return "only \(DoctorReport.count(effects?.pairs ?? 0, "pair")) could be measured"
      }
      return "20 pairs miss a worsening below \(DoctorReport.percent(seen.fraction))"
    case .aslr: return "ASLR is off"
    case .hugePages: return "huge pages are used always"
    case .counters: return "instructions may not be counted"
    case .openFiles:
      return "a process may open \(facts.limits.openFiles?.soft ?? 0) files"
    case .processes: return "a user may have \(facts.limits.processes?.soft ?? 0) processes"
    case .repository:
      return facts.git.place == .refused
        ? "the repository belongs to another user" : "the clone is shallow"
    case .identity: return "git does not know who you are"
    case .signing:
      return facts.git.hasSigningKey == true
        ? "git has a key to sign with, gpg no secret key" : "git has no key to sign with"
    case .agent: return "gpg-agent gives no answer"
    }
  }

  /// What to do and why, without a stop at the end.
  public func action(_ advice: Advice) -> String {
    switch advice.subject {
    case .load: "end them, or measure when they are done; this lists them"
    case .throttling: "give it a larger quota, or none"
    case .quota: "without a quota nothing is stopped in the middle of a run"
    case .steal: "a machine of your own has no such neighbours; this shows when they are quiet"
    case .memory:
      advice.isWarning
        ? "free some, or runs will wait for storage; this lists who holds it"
        : "bring back what is swapped before it is measured"
    case .disk: "make room; this removes kept runs and builds"
    case .package: "install what is missing"
    case .clock: "reading tsc is faster and takes no exit to the hypervisor"
    case .stalls: "keep measured programs on one processor"
    case .governor: "keep the frequency up, so that it does not follow the load"
    case .turbo: "turn it off, so that the frequency does not follow heat"
    case .smt: "turn it off, or leave the other half of the core idle"
    case .detectable:
      wall?.pairsForTenPercent.map { "\($0) pairs would see 10 %" }
        ?? "follow the advice above, then look again"
    case .aslr: "one layout of memory is as good as a bias; let every run have its own"
    case .hugePages: "memory use then depends on what else runs"
    case .counters: "counts do not depend on load and show changes that times hide"
    case .openFiles, .processes: "engines may need more"
    case .repository:
      facts.git.place == .refused
        ? "say that you trust it" : "older revisions and the merge base are not there"
    case .identity: "releases and accepted baselines name who made them"
    case .signing:
      facts.git.hasSigningKey == true
        ? "bring it, or releases cannot be signed here"
        : "name one, or releases cannot be signed here"
    case .agent: "stop it; gpg starts another"
    }
  }

  private var wall: DetectableEffects.Metric? { effects?.metrics.first }

  private var processors: String {
    DoctorReport.count(max(1, facts.processors.usable.count), "processor")
  }
}
