import PerfJSON
import Testing

/// What an engine sees of the world.
@Suite struct EngineWorldTests {
  /// The environment that `cp /proc/self/environ` found, by name.
  private func environment(_ project: Project, _ name: String) throws -> [String: String] {
    let text = try #require(contents(of: project.outside + "/" + name))
    var values: [String: String] = [:]
    for entry in text.split(separator: "\0") {
      let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      values[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
    }
    return values
  }

  @Test func theEnvironmentIsThatOfTheContract() throws {
    let case_ = """
      {name: quick, command: [cp, /proc/self/environ, "${env:MARKS}/run${run}"], repeat: 2, \
      environment: {LEVEL: "${seed}-${case}"}}
      """
    let project = try Project(.init(cases: [case_]))
    try project.commitAll()
    try project.perfkit("smoke", setting: ["SECRET": "x", "LD_PRELOAD": ""])
    var seen = try environment(project, "run0")
    let scratch = try #require(seen["TMPDIR"]).dropLast("/tmp".count)
    #expect(scratch.hasPrefix(project.temporary + "/perfkit."))
    #expect(seen.removeValue(forKey: "PATH") == project.environment["PATH"])
    #expect(
      seen == [
        "HOME": scratch + "/home", "TMPDIR": scratch + "/tmp", "PERFKIT_OUT": scratch + "/out",
        "TZ": "UTC", "LC_ALL": "C.UTF-8", "SWIFT_DETERMINISTIC_HASHING": "1",
        "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "1700000000", "PERFKIT_SEED": "42",
        "PERFKIT_CASE": "quick", "PERFKIT_RUN": "0", "PERFKIT_VARIANT": "",
        "MARKS": project.outside, "LEVEL": "42-quick",
      ])
    let last = try environment(project, "run1")
    #expect(last["PERFKIT_RUN"] == "1")
    #expect(last["SWIFT_DETERMINISTIC_HASHING"] == nil && last["PYTHONHASHSEED"] == nil)
    #expect(last.count == seen.count + 1 - 2)
  }

  @Test func theFolderIsEmptyAndItsPathOfConstantLength() throws {
    let engine = """
      pwd -P >> "$MARKS/folders"; ls >> "$MARKS/names"
      ls -A "$HOME" "$TMPDIR" "$PERFKIT_OUT" | grep -v : >> "$MARKS/content"
      touch left "$HOME/left" "$TMPDIR/left"
      """
    let project = try Project(
      .init(cases: [Project.Plan.engine("perturb: []", runs: 2)]), engine: engine)
    try project.perfkit("smoke")
    try project.perfkit("smoke")
    let folders = try #require(contents(of: project.outside + "/folders")).split(separator: "\n")
    #expect(folders.count == 4)
    #expect(Set(folders).count == 2)
    #expect(Set(folders.map(\.count)).count == 1)
    #expect(folders.allSatisfy { $0.hasPrefix(project.temporary + "/perfkit.") })
    let names = try #require(contents(of: project.outside + "/names"))
    #expect(names == String(repeating: "home\nout\ntmp\n", count: 4))
    #expect(try #require(contents(of: project.outside + "/content")).allSatisfy { $0 == "\n" })
  }

  @Test func nothingElseIsOpen() throws {
    let project = try Project(
      .init(cases: ["{name: quick, command: [ls, -l, /proc/self/fd]}"]))
    let call = try project.perfkit("smoke")
    let run = ".perfkit/runs/\(try #require(call.document["id"]?.text))/"
    let output = try #require(call.cases.first?["runs"]?.elements?.first?["output"]?.text)
    let open = try project.read(run + output).split(separator: "\n").dropFirst()
    // The fourth one is the folder that ls reads.
    #expect(open.count == 4)
    #expect(open.first?.hasSuffix("0 -> /dev/null") ?? false)
  }

  @Test func signalsAreAsTheyAreByDefault() throws {
    let engine = "grep -E '^Sig(Blk|Ign)' /proc/self/status > \"$MARKS/signals\""
    let project = try Project(.init(cases: [Project.Plan.engine()]), engine: engine)
    try project.perfkit("smoke")
    let none = String(repeating: "0", count: 16)
    let signals = contents(of: project.outside + "/signals")
    #expect(signals == "SigBlk:\t\(none)\nSigIgn:\t\(none)\n")
  }

  @Test func theMatrixReachesTheCommand() throws {
    let case_ = """
      {name: quick, command: [./engine.sh, "${size}", "${side}", "$${x}", "${seed}"], \
      matrix: {size: [1, 20], side: [buy, sell]}}
      """
    let project = try Project(
      .init(cases: [case_]), engine: "echo \"$PERFKIT_CASE $*\" >> \"$MARKS/all\"")
    let call = try project.perfkit("smoke")
    #expect(
      contents(of: project.outside + "/all") == """
        quick/size=1,side=buy 1 buy ${x} 42
        quick/size=1,side=sell 1 sell ${x} 42
        quick/size=20,side=buy 20 buy ${x} 42
        quick/size=20,side=sell 20 sell ${x} 42

        """)
    #expect(call.cases.count == 4)
    try project.perfkit("smoke", "--case", "*/size=1,*")
    #expect(project.count("all") == 6)
  }

  @Test func variantsChangeTheEnvironment() throws {
    let variants =
      "variants: {fast: {environment: {QUEUE: ring}}, safe: {environment: {QUEUE: lock}}}"
    let project = try Project(
      .init(
        engine: "{source: ., build: steps, steps: [], \(variants)}",
        cases: [Project.Plan.engine()]),
      engine: "echo \"$PERFKIT_VARIANT ${QUEUE-none}\" >> \"$MARKS/all\"")
    try project.perfkit("smoke")
    let call = try project.perfkit("smoke", "--variant", "safe")
    #expect(contents(of: project.outside + "/all") == " none\nsafe lock\n")
    #expect(call.document["variant"]?.text == "safe")
  }
}
