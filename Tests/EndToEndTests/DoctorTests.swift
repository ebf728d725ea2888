import Glibc
import PerfJSON
import Testing

/// `perfkit doctor`: what it says of a machine depends on the machine, so these tests look at what
/// does not, or put programs in its way.
@Suite struct DoctorTests {
  private func doctor(
    _ arguments: String..., in project: Project, setting variables: [String: String] = [:]
  ) throws -> (document: JSON, status: Int32) {
    let ended = try project.start(
      ["doctor", "--no-lock", "--json"] + arguments, setting: variables
    ).wait()
    project.expectNothingLeft()
    return (try JSON.parse(Array(ended.output.utf8)), ended.status)
  }

  private func advice(_ subject: String, in document: JSON) -> JSON? {
    document["advice"]?.elements?.first { $0["subject"]?.text == subject }
  }

  private func package(_ name: String, in document: JSON) throws -> JSON {
    try #require(
      document["packages"]?.elements?.first { $0["name"]?.text == name }, "\(name)")
  }

  @Test func itWorksWithoutAProject() throws {
    let project = try Project()
    let (document, status) = try doctor("--quick", in: project)
    #expect(status == 0)
    #expect(document["format"]?.text == "perfkit-doctor/1")
    #expect(document["errors"]?.elements == [])
    #expect(["pass", "warn"].contains(document["verdict"]?.text))
    #expect(document["comparison"] == .null)
    #expect(document["host"]?["fingerprint"]?.text?.count == 16)
    #expect(try package("libyaml", in: document)["status"]?.text == "installed")
    #expect(document["git"]?["repository"]?.text == "none")
    #expect(document["storage"]?["TMPDIR"]?["free"]?.integer ?? 0 > 0)
    #expect(try project.sh("ls -A") == "")
    #expect(try project.sh("ls -A ../h") == "", "nothing is made in the home folder")
  }

  @Test func perfkitIsComparedWithItself() throws {
    let (document, status) = try doctor(in: try Project())
    #expect(status == 0)
    let comparison = try #require(document["comparison"])
    let pairs = try #require(comparison["pairs"]?.integer)
    let metrics = try #require(comparison["metrics"]?.elements)
    #expect(pairs <= 40)
    #expect(metrics.isEmpty == (pairs < 10))
    for metric in metrics {
      let detectable = try #require(metric["detectable"]?.elements)
      #expect(detectable.map { $0["pairs"]?.integer } == [10, 20, 40])
      let effects = detectable.compactMap { $0["mde_percent"]?.double }
      #expect(effects.count == 3 && effects == effects.sorted(by: >=) && effects[2] > 5)
    }
  }

  @Test func anAgentThatHangsIsAWarning() throws {
    let project = try Project()
    try project.write("#!/bin/sh\nsleep 600\n", to: "bin/gpg-connect-agent")
    let path = ["PATH": project.folder + "/bin:/usr/bin:/bin"]
    let (document, status) = try doctor("--quick", "--strict", in: project, setting: path)
    #expect(status == 2 && document["exit"]?.integer == 2)
    #expect(document["verdict"]?.text == "fail")
    #expect(document["keys"]?["agent"]?.text == "silent")
    let codes = (document["warnings"]?.elements ?? []).compactMap { $0["code"]?.text }
    #expect(codes.contains("doctor.agent"))
    #expect(advice("agent", in: document)?["command"]?.text == "gpgconf --kill gpg-agent")
    let lenient = try doctor("--quick", in: project, setting: path)
    #expect(lenient.status == 0 && lenient.document["verdict"]?.text == "warn")
  }

  @Test func toolsThatAreMissingAreNamedWithTheirPackage() throws {
    let (document, status) = try doctor(
      "--quick", in: try Project(), setting: ["PATH": "/no/such/folder"])
    #expect(status == 0)
    for name in ["git", "gpg", "swift", "gnuplot", "valgrind"] {
      #expect(try package(name, in: document)["status"]?.text == "missing", "\(name)")
    }
    let command = advice("package", in: document)?["command"]?.text
    #expect(command?.hasPrefix("sudo apt-get install ") == true)
    #expect(command?.hasSuffix("git gnupg gnuplot-nox valgrind") == true)
    #expect(document["git"]?["identity"] == .null)
    #expect(document["keys"]?["agent"]?.text == "unknown")
  }

  @Test func gitSaysWhetherReleasesCanBeSigned() throws {
    let project = try Project()
    try project.sh("git init -q")
    let bare = try doctor("--quick", in: project).document
    #expect(bare["git"]?["repository"]?.text == "work-tree")
    #expect(bare["git"]?["identity"]?.flag == false && advice("identity", in: bare) != nil)
    #expect(bare["git"]?["signing_key"]?.flag == false && advice("signing", in: bare) != nil)
    try project.sh(
      """
      git config user.name Ada; git config user.email ada@example.org
      git config user.signingkey ~/key.pub; git config gpg.format ssh
      """)
    let ready = try doctor("--quick", in: project).document
    #expect(ready["git"]?["identity"]?.flag == true && advice("identity", in: ready) == nil)
    #expect(ready["git"]?["signing_key"]?.flag == true && advice("signing", in: ready) == nil)
    #expect(ready["git"]?["signing_format"]?.text == "ssh")
  }

  @Test func noNameAndNoPathEntersTheDocument() throws {
    let project = try Project(Project.Plan())
    try project.commitAll()
    let ended = try project.start(["doctor", "--no-lock", "--quick", "--json"]).wait()
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count)
    let host = String(decoding: name.prefix { $0 != 0 }.map { UInt8($0) }, as: UTF8.self)
    for forbidden in ["\"/", " /", project.root, "Ada", "ada@", "\"\(host)\""] {
      #expect(!ended.output.contains(forbidden), "\(forbidden)")
    }
  }

  @Test func theTextFitsTheTerminal() throws {
    let project = try Project()
    try project.sh("git init -q")
    let ended = try project.start(["doctor", "--no-lock"], setting: ["COLUMNS": "80"]).wait()
    #expect(ended.status == 0)
    let lines = ended.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.count <= 80 })
    for title in [
      "Machine", "Noise", "Counters and packages", "Releases", "What a comparison sees here",
      "What to do, in order of effect",
    ] {
      #expect(lines.contains { $0 == title }, "\(title)")
    }
    #expect(!ended.output.contains("\u{1B}"))
    #expect(lines.dropLast().last?.hasSuffix("  doctor") == true)
  }

  @Test func aBrokenPlanIsNotItsBusiness() throws {
    let project = try Project()
    try project.write("version: [\n", to: "perfkit.yaml")
    let (document, status) = try doctor("--quick", in: project)
    #expect(status == 0)
    #expect(document["storage"]?[".perfkit"] != nil)
    #expect(try project.json(".perfkit/last.json")["command"]?.text == "doctor")
  }

  @Test func aProcessorThatIsNotThereIsAnError() throws {
    let call = try Project().perfkit("doctor", "--no-lock", "--cpu", "4095", exits: 1, "error")
    #expect(call.errorCodes == ["run.cannot-start"])
    #expect(call.errors.contains("CPU"))
  }

  @Test func anInterruptionEndsIt() throws {
    let project = try Project()
    let child = try project.start(["doctor", "--no-lock", "--progress", "never"])
    for _ in 0..<400 where project.processes.count < 2 { usleep(10_000) }
    child.send(2)
    #expect(try child.wait().status == 130)
    project.expectNothingLeft()
  }
}
