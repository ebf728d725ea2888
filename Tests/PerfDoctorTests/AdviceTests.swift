import PerfModel
import Testing

@testable import PerfDoctor

@Suite struct AdviceTests {
  private let quiet: MachineFacts = {
    var facts = MachineFacts()
    facts.processors.usable = [0, 1]
    facts.processors.online = [0, 1]
    facts.load.others = 0.02
    facts.load.steal = 0
    facts.memory.total = 16 << 30
    facts.memory.available = 12 << 30
    facts.memory.swapUsed = 0
    facts.memory.hugePages = "madvise"
    facts.storage = [MachineFacts.Storage(name: "TMPDIR", free: 5 << 30, total: 9 << 30)]
    facts.counters.instructions = .available
    facts.limits.openFiles = MachineFacts.Limits.Bound(soft: 1024, hard: nil)
    facts.git.place = .workTree
    facts.git.hasIdentity = true
    facts.git.hasSigningKey = true
    facts.git.signingFormat = "ssh"
    facts.processors.governors = ["performance"]
    facts.clock.source = "tsc"
    facts.clock.available = ["tsc", "hpet"]
    return facts
  }()

  private static func host(smt: String = "off", turbo: String = "off", aslr: String = "2") -> Host {
    Host(
      architecture: "x86_64", cpuModel: "C", cpus: 2, hypervisor: "none", memory: 16 << 30,
      kernel: "6.1", os: "Debian", libc: "glibc", governor: "performance", turbo: turbo, smt: smt,
      aslr: aslr, fingerprint: "0123456789abcdef")
  }

  private func advice(
    _ host: Host = Self.host(), effects: DetectableEffects? = nil,
    _ change: (inout MachineFacts) -> Void = { _ in }
  ) -> [Advice] {
    var facts = quiet
    change(&facts)
    return AdviceRules(host: host, facts: facts, effects: effects).advice
  }

  private func only(
    _ subject: Advice.Subject, _ remedy: String, isWarning: Bool, of advice: [Advice],
    at location: SourceLocation = #_sourceLocation
  ) {
    #expect(advice.map(\.subject) == [subject], sourceLocation: location)
    #expect(advice.map(\.remedy.text) == [remedy], sourceLocation: location)
    #expect(advice.map(\.isWarning) == [isWarning], sourceLocation: location)
  }

  @Test func aGoodMachineNeedsNone() { #expect(advice() == []) }

  @Test func whatIsUnknownLeadsToNone() {
    let unknown = Self.host(smt: "unknown", turbo: "unknown", aslr: "unknown")
    #expect(AdviceRules(host: unknown, facts: MachineFacts(), effects: nil).advice == [])
  }

  @Test func othersDisturb() {
    let list = "ps -eo pcpu,comm --sort=-pcpu | head"
    only(.load, list, isWarning: true, of: advice { $0.load.others = 0.2 })
    only(.load, list, isWarning: false, of: advice { $0.load.others = 0.15 })
    only(.steal, "vmstat -w 1", isWarning: false, of: advice { $0.load.steal = 0.005 })
    only(.steal, "vmstat -w 1", isWarning: true, of: advice { $0.load.steal = 0.02 })
    #expect(advice { $0.load.steal = 0.004 } == [])
  }

  @Test func aQuotaStopsRuns() {
    let lift = "docker update --cpus=0 CONTAINER"
    only(.quota, lift, isWarning: false, of: advice { $0.controlGroup.processors = 1.5 })
    #expect(advice { $0.controlGroup.processors = 2 } == [])
    only(
      .throttling, lift, isWarning: true,
      of: advice {
        $0.controlGroup.processors = 1.5
        $0.controlGroup.throttled = 1
      })
  }

  @Test func stallsAskForOneProcessor() {
    only(.stalls, "perfkit ab --cpu 1", isWarning: false, of: advice { $0.noise.lost = 0.005 })
    only(.stalls, "perfkit ab --cpu 1", isWarning: true, of: advice { $0.noise.variation = 0.1 })
    only(
      .stalls, "perfkit ab --cpu 0", isWarning: true,
      of: advice {
        $0.noise.lost = 0.02
        $0.processors.isolated = [0, 7]
      })
    let alone = advice {
      $0.noise.lost = 0.5
      $0.processors.usable = [0]
    }
    #expect(alone == [])
    let explained = advice {
      $0.noise.lost = 0.5
      $0.load.others = 1
    }
    #expect(explained.map(\.subject) == [.load])
  }

  @Test func aSmallEffectNeedsMorePairs() {
    func effects(_ fraction: Double, needed: Int?) -> DetectableEffects {
      DetectableEffects(
        pairs: 40,
        metrics: [
          DetectableEffects.Metric(
            name: "wall_time", unit: "s", median: 0.02, changePercent: 0,
            effects: [DetectableEffects.Effect(pairs: 20, fraction: fraction)],
            pairsForTenPercent: needed)
        ])
    }
    #expect(advice(effects: effects(0.1, needed: 20)) == [])
    only(
      .detectable, "perfkit ab --pairs 55", isWarning: true,
      of: advice(effects: effects(0.15, needed: 55)))
    only(
      .detectable, "perfkit doctor", isWarning: true, of: advice(effects: effects(2, needed: nil)))
    only(
      .detectable, "perfkit doctor", isWarning: true,
      of: advice(effects: DetectableEffects(pairs: 3, metrics: [])))
  }

  @Test func speedShouldNotChange() {
    only(
      .governor, "sudo cpupower frequency-set -g performance", isWarning: true,
      of: advice { $0.processors.governors = ["performance", "schedutil"] })
    #expect(advice(Self.host(turbo: "on")) == [])
    only(
      .turbo, "echo 1 | sudo tee /sys/devices/system/cpu/intel_pstate/no_turbo", isWarning: false,
      of: advice(Self.host(turbo: "on")) {
        $0.processors.turboSwitch = MachineFacts.Setting(
          file: "devices/system/cpu/intel_pstate/no_turbo", value: "1")
      })
    #expect(advice(Self.host(smt: "on")) == [])
    only(
      .smt, "echo off | sudo tee /sys/devices/system/cpu/smt/control", isWarning: false,
      of: advice(Self.host(smt: "on")) { $0.processors.siblings = [[0, 1]] })
    only(
      .clock,
      "echo tsc | sudo tee /sys/devices/system/clocksource/clocksource0/current_clocksource",
      isWarning: true, of: advice { $0.clock.source = "hpet" })
    let without = advice {
      $0.clock.source = "hpet"
      $0.clock.available = ["hpet"]
    }
    #expect(without == [])
  }

  @Test func memoryShouldBeFreeAndRandom() {
    only(
      .aslr, "sudo sysctl -w kernel.randomize_va_space=2", isWarning: false,
      of: advice(Self.host(aslr: "0")))
    only(
      .hugePages, "echo madvise | sudo tee /sys/kernel/mm/transparent_hugepage/enabled",
      isWarning: false, of: advice { $0.memory.hugePages = "always" })
    only(
      .memory, "ps -eo rss,comm --sort=-rss | head", isWarning: true,
      of: advice { $0.memory.available = 1 << 30 })
    only(
      .memory, "sudo swapoff -a && sudo swapon -a", isWarning: false,
      of: advice { $0.memory.swapUsed = 1 << 30 })
    #expect(advice { $0.memory.swapUsed = 7 << 30 } == [])
    only(
      .disk, "perfkit clean", isWarning: true, of: advice { $0.storage[0].free = (1 << 30) - 1 })
  }

  @Test func whatIsMissingIsNamed() {
    func package(_ name: String, _ debian: String?, isNeeded: Bool) -> MachineFacts.Package {
      MachineFacts.Package(
        name: name, state: .missing, debian: debian, purpose: "x", isNeeded: isNeeded)
    }
    only(
      .package, "sudo apt-get install libssl3 valgrind", isWarning: true,
      of: advice {
        $0.packages = [
          package("libcrypto", "libssl3", isNeeded: true),
          package("valgrind", "valgrind", isNeeded: false), package("swift", nil, isNeeded: false),
        ]
      })
    only(
      .package, "sudo apt-get install valgrind", isWarning: false,
      of: advice { $0.packages = [package("valgrind", "valgrind", isNeeded: false)] })
    #expect(advice { $0.packages = [package("swift", nil, isNeeded: false)] } == [])
  }

  @Test func countersMayOnlyNeedPermission() {
    func forbidden(_ paranoid: Int?) -> [Advice] {
      advice {
        $0.counters.instructions = .unavailable(.forbidden)
        $0.counters.paranoid = paranoid
      }
    }
    only(
      .counters, "sudo sysctl -w kernel.perf_event_paranoid=2", isWarning: false, of: forbidden(3))
    only(.counters, "docker run --cap-add=PERFMON …", isWarning: false, of: forbidden(2))
    only(.counters, "docker run --cap-add=PERFMON …", isWarning: false, of: forbidden(nil))
    #expect(advice { $0.counters.instructions = .unavailable(.absent) } == [])
  }

  @Test func limitsMayBeTooLow() {
    only(
      .openFiles, "ulimit -n 4096", isWarning: false,
      of: advice { $0.limits.openFiles = MachineFacts.Limits.Bound(soft: 1023, hard: nil) })
    only(
      .processes, "ulimit -u 4096", isWarning: false,
      of: advice { $0.limits.processes = MachineFacts.Limits.Bound(soft: 255, hard: nil) })
    #expect(advice { $0.limits.processes = MachineFacts.Limits.Bound(soft: nil, hard: nil) } == [])
  }

  @Test func releasesNeedGitAndKeys() {
    only(
      .repository, #"git config --global --add safe.directory "$PWD""#, isWarning: true,
      of: advice { $0.git.place = .refused })
    only(
      .repository, "git fetch --unshallow", isWarning: false,
      of: advice { $0.git.place = .shallow })
    only(
      .identity, "git config --global user.name NAME && git config --global user.email ADDRESS",
      isWarning: false, of: advice { $0.git.hasIdentity = false })
    only(
      .signing, "git config user.signingkey KEY", isWarning: false,
      of: advice { $0.git.hasSigningKey = false })
    only(
      .signing, "gpg --quick-generate-key ADDRESS && git config user.signingkey KEY",
      isWarning: false,
      of: advice {
        $0.git.hasSigningKey = false
        $0.git.signingFormat = "openpgp"
      })
    only(
      .signing, "gpg --import KEYFILE", isWarning: true,
      of: advice {
        $0.git.signingFormat = "openpgp"
        $0.keys.secret = 0
      })
    only(
      .agent, "gpgconf --kill gpg-agent", isWarning: true, of: advice { $0.keys.agent = .silent })
    let outside = advice {
      $0.git.place = .outside
      $0.git.hasIdentity = false
      $0.git.hasSigningKey = false
    }
    #expect(outside == [])
  }

  @Test func warningsComeFirstEachInOrderOfEffect() {
    let all = advice(Self.host(aslr: "0")) {
      $0.processors.governors = ["powersave"]
      $0.load.others = 1
      $0.memory.hugePages = "always"
      $0.storage[0].free = 0
      $0.git.hasSigningKey = false
    }
    #expect(all.map(\.subject) == [.load, .disk, .governor, .aslr, .hugePages, .signing])
    #expect(all.map(\.isWarning) == [true, true, true, false, false, false])
  }
}
