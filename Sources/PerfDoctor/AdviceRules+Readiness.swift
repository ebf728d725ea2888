internal import PerfModel

extension AdviceRules {
  // MARK: What perfkit lacks

  var lacks: [Advice] {
    var advice: [Advice] = []
    let memory = facts.memory
    if let total = memory.total, let available = memory.available, available < total / 10 {
      advice.append(
        Advice(.memory, .command("ps -eo rss,comm --sort=-rss | head"), isWarning: true))
    } else if let used = memory.swapUsed, let available = memory.available, used > 64 << 20,
      available > 2 * used
    {
      advice.append(
        Advice(.memory, .command("sudo swapoff -a && sudo swapon -a"), isWarning: false))
    }
    if facts.storage.contains(where: { $0.free < 1 << 30 }) {
      advice.append(Advice(.disk, .command("perfkit clean"), isWarning: true))
    }
    let missing = facts.packages.filter { $0.state == .missing && $0.debian != nil }
    if !missing.isEmpty {
      let names = missing.compactMap(\.debian).joined(separator: " ")
      advice.append(
        Advice(
          .package, .command("sudo apt-get install \(names)"),
          isWarning: missing.contains(where: \.isNeeded)))
    }
    if let remedy = counterRemedy {
      advice.append(Advice(.counters, .command(remedy), isWarning: false))
    }
    if let files = facts.limits.openFiles?.soft, files < 1024 {
      advice.append(Advice(.openFiles, .command("ulimit -n 4096"), isWarning: false))
    }
    if let processes = facts.limits.processes?.soft, processes < 256 {
      advice.append(Advice(.processes, .command("ulimit -u 4096"), isWarning: false))
    }
    return advice
  }

  /// How the user gets at counters that the machine has.
  private var counterRemedy: String? {
    guard case .unavailable(.forbidden) = facts.counters.instructions else { return nil }
    guard let paranoid = facts.counters.paranoid, paranoid > 2 else {
      return "docker run --cap-add=PERFMON …"
    }
    return "sudo sysctl -w kernel.perf_event_paranoid=2"
  }

  // MARK: Readiness for releases

  var readiness: [Advice] {
    var advice: [Advice] = []
    let git = facts.git
    let keys = facts.keys
    switch git.place {
    case .refused:
      let trust = #"git config --global --add safe.directory "$PWD""#
      advice.append(Advice(.repository, .command(trust), isWarning: true))
    case .shallow:
      advice.append(Advice(.repository, .command("git fetch --unshallow"), isWarning: false))
    case .workTree, .bare, .outside, .unknown: break
    }
    if keys.agent == .silent {
      advice.append(Advice(.agent, .command("gpgconf --kill gpg-agent"), isWarning: true))
    }
    guard git.place == .workTree || git.place == .shallow else { return advice }
    if git.hasIdentity == false {
      let identity = "git config --global user.name NAME && git config --global user.email ADDRESS"
      advice.append(Advice(.identity, .command(identity), isWarning: false))
    }
    if git.hasSigningKey == false {
      let hasKey = git.signingFormat != "openpgp" || (keys.secret ?? 0) > 0
      let configure = "git config user.signingkey KEY"
      advice.append(
        Advice(
          .signing,
          .command(hasKey ? configure : "gpg --quick-generate-key ADDRESS && " + configure),
          isWarning: false))
    } else if git.hasSigningKey == true, git.signingFormat == "openpgp", keys.secret == 0 {
      advice.append(Advice(.signing, .command("gpg --import KEYFILE"), isWarning: true))
    }
    return advice
  }
}
