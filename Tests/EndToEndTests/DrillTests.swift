import Glibc
import PerfJSON
import Testing

/// Failover drills of small engines; where a kill meets an engine does not matter.
@Suite struct DrillTests {
  /// An engine with a line in its journal for each operation, before it acknowledges it.
  ///
  /// The parameters are shell code at places of its life, to make it wrong.
  static func engine(
    start: String = "", restored: String = "", write: String = "echo $n >> journal",
    end: String = ""
  ) -> String {
    """
    n=0
    if [ "$1" = recover ]; then
      n=$(cat journal 2> /dev/null | wc -l)
      \(restored)
      echo "recovered $n replayed=$n replay_ns=1000000"
    fi
    \(start)
    while [ $n -lt 40 ]; do
      n=$((n + 1))
      \(write)
      echo $n
    done
    \(end)
    echo "k,v
    sum,$(awk '{s += $1} END {print s}' journal)" > "$PERFKIT_OUT/r.csv"
    """
  }

  static func project(
    _ engine: String = engine(), kills: Int = 8, drill: String = "", more: String = ""
  ) throws -> Project {
    try StressTests.project(
      "{name: drill, command: [./engine.sh, start], "
        + "drill: {kills: \(kills), recover: [./engine.sh, recover]\(drill)}, "
        + "results: [{file: r.csv, schema: kv/1}]\(more)}", engine: engine)
  }

  private func failing(
    _ project: Project, says texts: String..., exits status: Int32 = 4,
    _ verdict: String = "incorrect"
  ) throws {
    let call = try project.perfkit("stress", "--no-lock", exits: status, verdict)
    for text in texts { #expect(call.errors.contains(text), "\(call.errors)") }
  }

  private func kills(_ project: Project, run: Int = 0) throws -> [[String: String]] {
    let id = try project.sh("ls -t .perfkit/runs | head -n 1").dropLast()
    let text = try project.read(".perfkit/runs/\(id)/cases/001-drill/\(run)/failover-drill.csv")
    let lines = text.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  @Test func anEngineIsKilledAndRecovered() throws {
    let project = try Self.project(
      more: ", objectives: [\"lost = 0\", \"duplicated = 0\", \"delta = 0\", "
        + "\"recovery_time < 1h\", \"first_ack_p50 < 1h\", \"replay_rate > 1\"]")
    let call = try project.perfkit("stress", "--no-lock")
    let entry = try #require(call.cases.first)
    func sample(_ name: String) -> Double? {
      entry["samples"]?[name]?["values"]?.elements?.first?.double
    }
    #expect(sample("kills") == 8)
    #expect(sample("killed") == 8)
    #expect(sample("operations") == 40)
    for name in ["lost", "duplicated", "differing", "delta"] { #expect(sample(name) == 0) }
    #expect(entry["objectives"]?.elements?.allSatisfy { $0["verdict"]?.text == "pass" } == true)
    #expect(call.output.contains("drill  kills  lost  twice  delta  recovery p50"))
    let rows = try kills(project)
    #expect(rows.map { $0["kill"] } == (0..<8).map { String($0) })
    for row in rows {
      let after = Int(row["after"] ?? "") ?? 0
      let acknowledged = Int(row["acknowledged"] ?? "") ?? 0
      let recovered = Int(row["recovered"] ?? "") ?? 0
      #expect(row["killed"] == "true")
      // It is killed where it is meant to be, however fast it is.
      #expect((after...after + 2).contains(acknowledged) && acknowledged <= recovered)
      #expect(row["replayed"] == String(recovered))
      #expect(Double(row["replay_rate"] ?? "") == Double(recovered) * 1_000)
      #expect(row["digest"] == rows[0]["digest"])
    }
    // Each kill has its own stretch of the acknowledgements.
    let places = rows.compactMap { Int($0["after"] ?? "") }
    for (number, place) in places.enumerated() {
      #expect((39 * number / 8...39 * (number + 1) / 8).contains(place - 1))
    }
    let id = try #require(names(inFolder: project.folder + "/.perfkit/runs").first)
    for name in ["failover-drill", "failover-summary"] {
      try project.perfkit(
        "schema", "validate", "\(name)/1", ".perfkit/runs/\(id)/cases/001-drill/0/\(name).csv")
    }
  }

  @Test func aKillIsRepeatedByItsNumber() throws {
    let project = try Self.project(drill: ", tear: {file: journal, append: 9}", more: "")
    try project.write(
      "#!/bin/sh\n"
        + Self.engine(
          restored: """
            n=$(grep -cax '[0-9]*' journal); head -$n journal > j; mv j journal
            """), to: "engine.sh")
    try project.perfkit("stress", "--no-lock")
    let all = try kills(project)
    try project.perfkit("stress", "--no-lock", "--kill", "5")
    let one = try kills(project)
    #expect(one.count == 1)
    for name in ["kill", "after", "torn"] { #expect(one.first?[name] == all[5][name], "\(name)") }
    try project.perfkit("stress", "--no-lock", "--seed", "7")
    #expect(try kills(project).map { $0["after"] } != all.map { $0["after"] })
    let none = try project.perfkit(
      "stress", "--no-lock", "--kill", "8", exits: 3, "missing")
    #expect(none.errors.contains("there is no kill 8: the drill has 8, from 0"))
  }

  @Test func anEngineThatAcknowledgesBeforeItWritesIsCaught() throws {
    let project = try Self.project(
      Self.engine(
        start: "held=", write: "held=\"$held$n\n\"", end: "printf %s \"$held\" >> journal"))
    try failing(
      project, says: " of 8 recoveries are wrong, see .perfkit/runs/",
      "failover-drill.csv; the first is kill 0 (after ", " acknowledged operations are lost: ",
      " acknowledged, 0 recovered\n", "/kill-0/output.log\n",
      "once more: perfkit stress --suite main --case 'drill' --seed 42 --kill 0 --keep-scratch")
    // The last kill may come so late that all is written.
    let rows = try kills(project).dropLast()
    #expect(rows.allSatisfy { $0["recovered"] == "0" && $0["lost"] == $0["acknowledged"] })
    let id = try #require(names(inFolder: project.folder + "/.perfkit/runs").first)
    let kept = try project.read(".perfkit/runs/\(id)/cases/001-drill/0/kill-6/output.log")
    #expect(kept.contains("\nrecovered 0 replayed=0"))
    let again = try project.perfkit(
      "stress", "--no-lock", "--suite", "main", "--case", "drill", "--seed", "42", "--kill", "3",
      exits: 4, "incorrect")
    #expect(again.errors.contains("1 of 1 recoveries is wrong"))
    #expect(again.errors.contains("the first is kill 3 (after "))
  }

  @Test func operationsThatAreRepeatedAreCaught() throws {
    try failing(
      try Self.project(Self.engine(start: "[ $1 = start ] || n=$((n - 1))")),
      says: "8 of 8 recoveries are wrong",
      "1 operation acknowledged twice; "
        + "another result than undisturbed: r.csv: record 1 (k,v): sum,820 against sum,8")
  }

  @Test func anotherResultIsCaught() throws {
    let project = try Self.project(
      Self.engine(end: "[ $1 = start ] || echo 5 >> journal"),
      more: ", objectives: [\"delta = 0\"]")
    try failing(
      project,
      says: "another result than undisturbed: r.csv: record 1 (k,v): "
        + "sum,820 against sum,825\n")
    #expect(try kills(project).allSatisfy { $0["delta"] == "5" && $0["differing"] == "1" })
    #expect(try kills(project).allSatisfy { $0["lost"] == "0" })
  }

  @Test func aRecoveryThatEndsWrongEndsTheDrill() throws {
    try failing(
      try Self.project(Self.engine(restored: "echo 'no journal' >&2; exit 3")),
      says: "kill 0 (after ", "`recover` ended with status 3; its last output:\n  | no journal",
      "once more: perfkit stress")
    try failing(
      try Self.project(Self.engine(restored: "kill -11 $$")),
      says: "`recover` was killed by signal 11")
    try failing(
      try Self.project(Self.engine(restored: "exec sleep 1000"), more: ", timeout: 2s"),
      says: "`recover` did not end within 2s")
    try failing(
      try Self.project(Self.engine(restored: "echo 41; exit 0")),
      says: "`recover` did not say `recovered NUMBER` before its first acknowledgement")
    try failing(
      try Self.project(Self.engine(end: "[ $1 = start ] || exit 0")),
      says: "`recover` left r.csv: ", exits: 3, "missing")
    try failing(
      try Self.project(
        "[ $1 = recover ] || [ -e $MARKS/one ] && exit 7; touch $MARKS/one\n"
          + Self.engine()), says: "kill 0 (after ", "the engine ended with status 7")
  }

  @Test func whatShowsNothingIsNoPass() throws {
    try failing(
      try Self.project("echo k,v > $PERFKIT_OUT/r.csv; echo a,1 >> $PERFKIT_OUT/r.csv"),
      says: "acknowledged nothing: a line that begins with a number says", exits: 3, "missing")
    // After the undisturbed run the engine does nothing any more.
    try failing(
      try Self.project(
        "if [ $1 = start ]; then [ -e $MARKS/one ] && exit 0; touch $MARKS/one; fi\n"
          + Self.engine()),
      says: "it had ended before each of 8 kills", exits: 3, "missing")
    try failing(
      try Self.project(drill: ", tear: {file: jornal, cut: 5}"),
      says: "there is no file 'jornal' to tear in the working folder", exits: 3, "missing")
    try failing(
      try Self.project(
        Self.engine(start: ": > empty"), drill: ", tear: {file: empty, cut: 5}"),
      says: "the file 'empty' is empty: nothing can be torn off it", exits: 3, "missing")
    try failing(
      try Self.project(
        "[ $1 = recover ] && echo recovered 0; echo 40; echo k,v > $PERFKIT_OUT/r.csv\n"
          + "echo a,1 >> $PERFKIT_OUT/r.csv"),
      says: "acknowledged only once, at its end", exits: 3, "missing")
  }

  @Test func aWrongRecoveryIsToldThoughALaterOneEndsWorse() throws {
    let project = try Self.project(
      Self.engine(
        restored: """
          n=0; : > journal
          [ "$(ls "$MARKS" | wc -l)" -ge 3 ] && exit 7; touch "$MARKS/$$"
          """))
    try failing(
      project, says: "3 of 3 recoveries are wrong, see", " acknowledged operations are lost: ",
      "and later: kill 3 (after ")
  }

  @Test func aRecoveryThatDoesNotGoToTheEndIsWrong() throws {
    try failing(
      try Self.project(
        Self.engine(
          start: "[ \"$1\" = recover ] && n=40",
          restored: "t=$n; while [ $t -lt 40 ]; do t=$((t + 1)); echo $t >> journal; done")),
      says: "of the undisturbed run were never acknowledged")
  }

  @Test func aCutFileMayHaveLostWhatItHeld() throws {
    // Whole lines are cut, so that the next one begins on a line of its own.
    let repair = "n=$(($(wc -l < journal))); head -$n journal > j; mv j journal"
    let project = try Self.project(
      Self.engine(restored: repair), drill: ", tear: {file: journal, cut: 6}",
      more: ", objectives: [\"duplicated = 0\", \"delta = 0\"]")
    try project.perfkit("stress", "--no-lock")
    #expect(try kills(project).contains { $0["lost"] != "0" })
    #expect(try kills(project).allSatisfy { (1...6).contains(Int($0["torn"] ?? "") ?? 0) })
    try project.perfkit("stress", "--no-lock")
  }

  @Test func everyKillHasAFreshFolder() throws {
    let check = "[ -e prepared ] && [ ! -e used ] || [ $1 = recover ] || exit 9; touch used\n"
    let project = try Self.project(
      check + Self.engine(),
      more: ", prepare: [sh, -c, 'touch prepared; echo one >> $MARKS/prepared'], "
        + "conclude: [sh, -c, 'echo one >> $MARKS/concluded; test -e $PERFKIT_OUT/r.csv']")
    try project.perfkit("stress", "--no-lock")
    // The undisturbed run, and 8 kills.
    #expect(try marks("prepared", project) == 9)
    #expect(try marks("concluded", project) == 9)
  }

  /// How often a command of the project left a mark.
  private func marks(_ name: String, _ project: Project) throws -> Int {
    Int(try project.sh("cat '\(project.outside)/\(name)' | wc -l").dropLast()) ?? 0
  }

  @Test func aRunThatFailedIsConcludedToo() throws {
    func concluded(_ engine: String, prepare: String = "true", says text: String) throws -> Int {
      let project = try Self.project(
        engine,
        more: ", prepare: [sh, -c, '\(prepare)'], "
          + "conclude: [sh, -c, 'echo one >> $MARKS/concluded; test ! -e $MARKS/wrong']")
      // It fails as well then, but what failed first is told.
      try failing(project, says: text)
      return try marks("concluded", project)
    }
    let wrong = "touch $MARKS/wrong; exit 3"
    #expect(
      try concluded(Self.engine(restored: wrong), says: "`recover` ended with status 3") == 2)
    #expect(try concluded("\(wrong)\n", says: "run 0: ended with status 3") == 1)
    #expect(
      try concluded(Self.engine(), prepare: wrong, says: "`prepare` ended with status 3") == 1)
  }

  @Test func aConclusionThatFailsEndsTheDrill() throws {
    let conclude = "echo one >> $MARKS/concluded; test $(cat $MARKS/concluded | wc -l) -lt"
    for (limit, text) in [(1, "run 0: `conclude` ended with status 1"), (3, "): `conclude` ended")]
    {
      let project = try Self.project(more: ", conclude: [sh, -c, '\(conclude) \(limit)']")
      try failing(project, says: text)
      #expect(try marks("concluded", project) == limit)
    }
  }

  @Test func theWholeGroupIsKilled() throws {
    let project = try Self.project(
      Self.engine(
        start: "sleep 1000 & one=$!; setsid sleep 1000 & two=$!", end: "kill $one $two; wait"),
      kills: 3)
    try project.perfkit("stress", "--no-lock")
    project.expectNothingLeft()
  }

  @Test(arguments: SignalTests.stops) func aSignalEndsADrill(_ stop: SignalTests.Stop) throws {
    let project = try Self.project(
      Self.engine(restored: "touch \"$MARKS/up\"; sleep 1000"))
    let child = try project.start(["stress", "--no-lock"])
    try child.wait(forFile: project.outside + "/up")
    child.send(stop.signal)
    let ended = try child.wait()
    #expect(ended.status == stop.status, "\(ended.errors)")
    project.expectNothingLeft()
  }
}
