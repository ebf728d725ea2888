import PerfModel
import Testing

@testable import PerfReport

@Suite struct DoctorReportTests {
  private static let host = Fixture.run([]).host

  private static func diagnosis(_ change: (inout MachineFacts) -> Void = { _ in }) -> Diagnosis {
    var facts = MachineFacts()
    facts.processors.usable = [0, 1]
    facts.processors.online = [0, 1, 2, 3]
    facts.clock.source = "tsc"
    facts.clock.resolution = 1
    facts.clock.cost = 24.6
    facts.clock.gap.p50 = 25
    facts.clock.gap.max = 2_000_000
    facts.noise.repetitions = 300
    facts.noise.work = 0.001
    facts.load.averages = [0.5, 1, 2]
    facts.load.others = 0.25
    facts.load.watched = 2
    facts.load.steal = 0.015
    change(&facts)
    return Diagnosis(host: host, facts: facts, effects: nil)
  }

  private func lines(_ diagnosis: Diagnosis, isOn: Bool = false, width: Int = 80) -> [String] {
    DoctorReport(style: Style(isOn: isOn), width: width).lines(diagnosis)
  }

  /// The text behind a name, and whether it is marked.
  private func fact(_ name: String, of diagnosis: Diagnosis) throws -> String {
    let line = try #require(
      lines(diagnosis, width: 200).first { $0.dropFirst(2).hasPrefix(name + " ") }, "\(name)")
    let text = line.dropFirst(2 + name.count).drop { $0 == " " }
    return (line.hasPrefix("! ") ? "! " : "") + text
  }

  @Test(arguments: [
    ("fingerprint", "0123456789abcdef"), ("usable", "2 of 4 processors"), ("governor", "unknown"),
    ("turbo", "unknown"), ("control group", "none"), ("memory", "unknown"),
    ("open files", "unknown"), ("load", "0.50, 1.00, 2.00 (1, 5, 15 minutes)"),
    ("other programs", "0.25 processors busy over 2.000 s"), ("steal", "1.50 %"),
    ("stalls", "none over 50 us"), ("clock", "tsc, resolution 1 ns, 25 ns a reading"),
    ("two readings", "p50 25 ns, p99 0 ns, max 2.000 ms apart"), ("repository", "unknown"),
    ("secret keys", "unknown"), ("gpg-agent", "unknown"), ("system", "Debian 12"),
    ("kernel", "Linux 6.1, glibc 2.36"),
    ("instructions", "not countable: error 0"),
    ("equal work", "1.000 ms, 300 times: varies by 0.00 %, at worst 0 ns late"),
    ("ASLR", "2: every process has a layout of its own"),
  ])
  func factsAreTold(_ name: String, _ text: String) throws {
    #expect(try fact(name, of: Self.diagnosis()) == text)
  }

  @Test func whatIsKnownIsTold() throws {
    let diagnosis = Self.diagnosis { facts in
      facts.processors.isolated = [2, 3]
      facts.processors.governors = ["ondemand", "performance"]
      facts.memory.total = 4 << 30
      facts.memory.available = 1 << 30
      facts.memory.swapTotal = 2 << 30
      facts.memory.swapUsed = 1 << 20
      facts.controlGroup.version = 2
      facts.controlGroup.processors = 1.5
      facts.controlGroup.memory = 1 << 30
      facts.controlGroup.throttled = 2
      facts.limits.openFiles = MachineFacts.Limits.Bound(soft: 1024, hard: nil)
      facts.limits.processes = MachineFacts.Limits.Bound(soft: 10, hard: 20)
      facts.storage = [MachineFacts.Storage(name: "TMPDIR", free: 1 << 20, total: 2 << 30)]
      facts.load.running = 1
      facts.load.busiest = [MachineFacts.Load.Program(name: "cc1", processors: 0.5)]
      facts.noise.stalls = 3
      facts.noise.longestStall = 0.002
      facts.noise.lost = 0.25
      facts.counters.instructions = .available
      facts.counters.paranoid = 2
      facts.git.hasIdentity = false
      facts.git.hasSigningKey = true
      facts.git.signingFormat = "ssh"
      facts.keys.secret = 2
      facts.keys.locked = 1
    }
    for (name, text) in [
      ("usable", "2 of 4 processors, isolated: 2, 3"), ("governor", "ondemand, performance"),
      ("memory", "4.000 GiB, 1.000 GiB available, swap 1.000 MiB of 2.000 GiB used"),
      ("control group", "v2, 1.50 processors, 1.000 GiB of memory, stopped 2 times now"),
      ("open files", "1024, may be raised to any number"), ("processes", "10, may be raised to 20"),
      ("TMPDIR", "! 1.000 MiB free of 2.000 GiB"),
      ("load", "0.50, 1.00, 2.00 (1, 5, 15 minutes), 1 task running"),
      ("other programs", "0.25 processors busy over 2.000 s, cc1 0.50"),
      ("stalls", "3 times over 50 us, the longest 2.000 ms; 25.0 % of the time lost"),
      ("instructions", "counted by the kernel, perf_event_paranoid 2"),
      ("identity", "not configured"), ("signing key", "configured (ssh)"),
      ("secret keys", "2, 1 of which need a passphrase"),
    ] {
      #expect(try fact(name, of: diagnosis) == text)
    }
  }

  @Test(arguments: [
    (MachineFacts.Counters.Reason.forbidden, "not permitted"),
    (.absent, "no such counter here, as in most virtual machines"),
    (.unknownCall, "the kernel, or a sandbox, has no counters"),
    (.other(7), "error 7"),
  ])
  func countersSayWhyNot(_ reason: MachineFacts.Counters.Reason, _ text: String) throws {
    let diagnosis = Self.diagnosis { $0.counters.instructions = .unavailable(reason) }
    #expect(try fact("instructions", of: diagnosis) == "not countable: " + text)
  }

  @Test func packagesStandInOneLineThoseThatLackInTheirOwn() throws {
    func package(
      _ name: String, _ state: MachineFacts.Package.State, debian: String? = "d",
      isNeeded: Bool = false
    ) -> MachineFacts.Package {
      MachineFacts.Package(
        name: name, state: state, debian: debian, purpose: "work", isNeeded: isNeeded)
    }
    let diagnosis = Self.diagnosis {
      $0.packages = [
        package("git", .installed(version: "2.39")), package("gpg", .installed(version: "2.2")),
        package("libyaml", .missing, isNeeded: true), package("swift", .missing, debian: nil),
        package("valgrind", .unusable("ended with 1")),
      ]
    }
    #expect(try fact("packages", of: diagnosis) == "git 2.39, gpg 2.2")
    #expect(
      try fact("libyaml", of: diagnosis) == "! not installed: apt-get install d, for work")
    #expect(try fact("swift", of: diagnosis) == "not installed: see swift.org/install, for work")
    #expect(try fact("valgrind", of: diagnosis) == "ended with 1")
  }

  @Test func aSilentHypervisorIsNotTakenAtItsWord() throws {
    var diagnosis = Self.diagnosis { $0.load.steal = 0 }
    diagnosis.host.hypervisor = "QEMU"
    #expect(
      try fact("steal", of: diagnosis) == "0.00 %, but this hypervisor has never told of any")
  }

  @Test func whatOneSeesIsATable() {
    var diagnosis = Self.diagnosis()
    #expect(!lines(diagnosis).contains("What a comparison sees here"))
    diagnosis.effects = DetectableEffects(pairs: 1, metrics: [])
    #expect(lines(diagnosis).contains("  Only 1 pair of perfkit against itself, too few."))
    diagnosis.effects = DetectableEffects(
      pairs: 40,
      metrics: [
        DetectableEffects.Metric(
          name: "wall_time", unit: "s", median: 0.02, changePercent: -0.25,
          effects: [(10, 0.123), (20, 12)].map {
            DetectableEffects.Effect(pairs: $0.0, fraction: $0.1)
          }, pairsForTenPercent: 25)
      ])
    let lines = lines(diagnosis)
    #expect(lines.contains("  slower by at least  10 pairs     20 pairs"))
    #expect(lines.contains("  wall_time             12.3 %  over 1000 %"))
    #expect(
      lines.suffix(2) == [
        "  From 40 pairs of perfkit against itself, 20.00 ms a run (found: -0.3 %). A",
        "  worsening of this size draws a warning nine times in ten.",
      ])
  }

  @Test func everyAdviceHasItsWords() {
    var diagnosis = Self.diagnosis {
      $0.packages = [
        MachineFacts.Package(name: "a", state: .missing, debian: "a", purpose: "work")
      ]
    }
    for subject in Advice.Subject.allCases {
      for isWarning in [false, true] {
        let advice = Advice(subject, .command("do it"), isWarning: isWarning)
        let text = AdviceText(diagnosis)
        #expect(!text.fact(advice).hasSuffix(".") && !text.action(advice).hasSuffix("."))
        #expect(subject == .disk || !text.fact(advice).isEmpty)
        diagnosis.advice = [advice]
        let lines = lines(diagnosis)
        #expect(lines.suffix(1) == ["     do it"])
        #expect(lines.allSatisfy { $0.count <= 80 }, "\(lines)")
      }
    }
  }

  @Test func aLongCommandCanBeCopied() {
    var diagnosis = Self.diagnosis()
    let setting = MachineFacts.Setting(
      file: "devices/system/clocksource/clocksource0/current_clocksource", value: "tsc")
    diagnosis.advice = [Advice(.clock, .setting(setting), isWarning: true)]
    #expect(
      lines(diagnosis).suffix(2) == [
        "     echo tsc | sudo tee \\",
        "     /sys/devices/system/clocksource/clocksource0/current_clocksource",
      ])
  }

  @Test(arguments: [
    (Advice.Subject.load, "other programs keep 0.25 of 2 processors busy"),
    (.steal, "the hypervisor gave 1.50 % of the time to others"),
    (.detectable, "only 0 pairs could be measured"), (.repository, "the clone is shallow"),
    (.memory, "1.000 GiB of memory are available, 1.000 MiB swapped"),
    (.disk, "1.000 KiB are free in TMPDIR"), (.package, "no gpg for signatures"),
    (.signing, "git has no key to sign with"),
  ])
  func adviceNamesTheFact(_ subject: Advice.Subject, _ fact: String) {
    let diagnosis = Self.diagnosis {
      $0.git.place = .shallow
      $0.memory.available = 1 << 30
      $0.memory.swapUsed = 1 << 20
      $0.storage = [
        MachineFacts.Storage(name: "TMPDIR", free: 1024, total: 1 << 40),
        MachineFacts.Storage(name: ".perfkit", free: 1 << 39, total: 1 << 40),
      ]
      $0.packages = [
        MachineFacts.Package(
          name: "gpg", state: .missing, debian: "gnupg", purpose: "signatures")
      ]
    }
    let advice = Advice(subject, .command(""), isWarning: true)
    #expect(AdviceText(diagnosis).fact(advice) == fact)
  }

  @Test func coloursChangeNoWord() {
    var diagnosis = Self.diagnosis()
    diagnosis.advice = [Advice(.load, .command("ps"), isWarning: true)]
    let plain = lines(diagnosis)
    let coloured = lines(diagnosis, isOn: true)
    #expect(coloured != plain)
    #expect(coloured.map { $0.replacing(/\u{1B}\[[0-9;]*m/, with: "") } == plain)
    #expect(plain.contains { $0.hasPrefix("! load  ") })
  }

  @Test(arguments: [60, 80, 120]) func linesAreNoWiderThanTheTerminal(_ width: Int) {
    let diagnosis = Self.diagnosis { facts in
      facts.load.busiest = (0..<4).map {
        MachineFacts.Load.Program(name: "a-long-program-\($0)", processors: 1)
      }
    }
    #expect(lines(diagnosis, width: width).allSatisfy { $0.count <= width })
  }
}
