import Glibc
import PerfJSON
import Testing

/// The reference engine, killed and recovered.
@Suite struct DrillEngineTests {
  private static let engine = Project.perfkit.dropLast("perfkit".count) + "refengine"
  private static let sizes = "--batch 25 --snapshots 500"

  private func drill(_ tear: String, kills: Int, objectives: String) throws -> Invocation {
    let results =
      "results: [{file: exchange.csv, schema: exchange/1}, "
      + "{file: accounts.csv, schema: account/1}]"
    let project = try StressTests.project(
      "{name: drill, command: [./engine.sh, journal], prepare: [\(Self.engine), generate, --mix, "
        + "every, --live, '200', --messages, '2000', --seed, '${seed}', s.bin], "
        + "drill: {kills: \(kills), recover: [./engine.sh, recover], tear: {file: journal.bin, "
        + "\(tear)}}, \(results), objectives: [\(objectives)]}",
      engine: "exec \(Self.engine) $1 s.bin --folder . --sync none \(Self.sizes)")
    let plan = try project.read("perfkit.yaml").replacing(
      "  trade/1:\n",
      with: """
          exchange/1:
            columns:
        \(["operations", "trades", "volume", "rejected", "resting", "price"].map {
          "      - {name: \($0), type: int, role: metric, class: exact}\n"
        }.joined())\
              - {name: digest, type: digest, role: digest}
          account/1:
            columns:
              - {name: account, type: uint, role: key}
        \(["resting", "position", "cash", "reserved", "fees", "pnl"].map {
          "      - {name: \($0), type: int, role: info, class: exact}\n"
        }.joined())\
          trade/1:

        """)
    try project.write(plan, to: "perfkit.yaml")
    return try project.perfkit("stress", "--no-lock")
  }

  @Test func theExchangeLosesNothing() throws {
    let objectives = ["lost", "duplicated", "resting_delta", "position_delta", "pnl_delta"]
      .map { "\"\($0) = 0\"" }.joined(separator: ", ")
    let call = try drill("append: 100", kills: 12, objectives: objectives)
    let samples = try #require(call.cases.first?["samples"])
    #expect(samples["killed"]?["values"]?.elements?.first?.double ?? 0 > 0)
    #expect(samples["replayed"]?["values"]?.elements?.first?.double ?? 0 > 0)
    #expect(call.output.contains("met     pnl_delta = 0: 0"))
  }

  @Test func aJournalThatLostItsEndLeadsToTheSameEnd() throws {
    try _ = drill(
      "cut: 5000", kills: 6, objectives: "\"duplicated = 0\", \"differing = 0\", \"delta = 0\"")
  }

  /// A folder with a stream and its journal.
  private func journaled() throws -> Project {
    let project = try Project()
    try project.sh(
      """
      \(Self.engine) generate --mix every --live 100 --messages 900 --seed 1 s.bin
      \(Self.engine) generate --mix every --live 100 --messages 100 --seed 1 short.bin
      \(Self.engine) journal s.bin --folder . \(Self.sizes) > acks
      """)
    return project
  }

  private func refused(_ project: Project, _ words: String, status: Int = 1) throws -> String {
    let said = try project.sh("\(Self.engine) \(words) 2>&1 > out || echo \"status $?\"")
    #expect(said.contains("status \(status)"), "\(said)")
    return said
  }

  @Test func batchesAreAcknowledged() throws {
    let project = try journaled()
    let numbers = try project.read("acks").split(separator: "\n").compactMap { Int($0) }
    #expect(numbers == numbers.sorted() && Set(numbers).count == numbers.count)
    #expect(numbers.dropLast().allSatisfy { $0 % 25 == 0 })
    #expect(numbers.last ?? 0 >= 1000)
    let said = try project.sh("\(Self.engine) recover s.bin --folder . 2>&1")
    let last = numbers.last ?? 0
    #expect(said.contains("recovered \(last) replayed=\(last - last / 500 * 500) replay_ns="))
    #expect(try #require(number("restore_ns", in: said)) > 0)
    #expect(said.contains("the snapshot after operation \(last / 500 * 500)"))
  }

  private func number(_ name: String, in said: String) -> Int? {
    said.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix(name + "=") }
      .flatMap { Int($0.dropFirst(name.count + 1)) }
  }

  @Test func aTornEndIsCutAndSaid() throws {
    let project = try journaled()
    let said = try project.sh(
      "truncate -s -17 journal.bin; \(Self.engine) recover s.bin --folder . 2>&1")
    #expect(said.contains(" torn=43\n"), "\(said)")
    #expect(said.contains(".: cut 43 bytes off the end of the journal, at byte offset "))
    #expect(said.contains("a record has only 43 of its 60 bytes"))
    #expect(try project.sh("\(Self.engine) recover s.bin --folder . 2>&1").contains(" torn=0\n"))
  }

  @Test func damageIsNamedAndNothingIsChanged() throws {
    let project = try journaled()
    try project.sh(
      "rm snapshot-*; printf X | dd of=journal.bin bs=1 seek=6130 conv=notrunc 2> /dev/null")
    let before = try project.sh("sha256sum journal.bin")
    let said = try refused(project, "recover s.bin --folder .")
    #expect(
      said.contains(
        "refengine: ./journal.bin: byte offset 6128: no record is 5767204 bytes long, and a valid "
          + "record follows at 6188: the journal is damaged, not torn"), "\(said)")
    #expect(try project.sh("sha256sum journal.bin") == before)
  }

  @Test func aDamagedSnapshotIsNotUsed() throws {
    let project = try journaled()
    try project.sh(
      "f=$(ls snapshot-* | tail -1); printf X | dd of=$f bs=1 seek=99 conv=notrunc 2> /dev/null")
    let said = try project.sh("\(Self.engine) recover s.bin --folder . 2>&1")
    #expect(
      said.contains(
        "./snapshot-00000000000000001000.bin: not used: its checksum is wrong; it is set aside as "
          + "snapshot-00000000000000001000.bin.aside\n"), "\(said)")
    #expect(said.contains("the snapshot after operation 500"))
    let next = try project.sh("\(Self.engine) recover s.bin --folder . 2>&1")
    #expect(!next.contains("not used"), "\(next)")
  }

  @Test func mistakesAreNamed() throws {
    let project = try journaled()
    #expect(
      try refused(project, "journal s.bin --folder .").contains(
        "./journal.bin: there is a journal already; recover it, or name a new folder"))
    #expect(
      try refused(project, "recover short.bin --folder .").contains("another stream"))
    try project.sh("mkdir old; cp snapshot-* old")
    #expect(
      try refused(project, "journal s.bin --folder old").contains(
        "old: there are 2 snapshots of another journal, such as snapshot-"))
    #expect(
      try refused(project, "recover s.bin --folder nowhere").contains(
        "nowhere/journal.bin: cannot open: No such file or directory"))
    #expect(try refused(project, "journal s.bin", status: 64).contains("--folder is missing"))
    #expect(
      try refused(project, "journal s.bin --folder x --sync often", status: 64).contains(
        "--sync cannot be 'often', it is one of every, batch, none"))
    #expect(
      try refused(project, "recover s.bin --folder x --batch 0", status: 64).contains(
        "--batch must be a whole number from 1 to 1000000, not '0'"))
    for name in ["journal", "recover"] {
      #expect(try project.sh("\(Self.engine) \(name) --help").contains("--snapshots N"))
    }
  }
}
