import PerfModel
import Testing

@testable import PerfDoctor

@Suite struct SoftwareTests {
  @Test(
    arguments: [
      ("git version 2.39.5", "2.39.5"), ("gpg (GnuPG) 2.2.40\nlibgcrypt 1.10.1", "2.2.40"),
      ("valgrind-3.19.0\n", "3.19.0"), ("libcurl/7.88.1 OpenSSL/3.0.22", "7.88.1"),
      ("OpenSSL 3.0.22 2 Dec 2025", "3.0.22"), ("libarchive 3.6.2", "3.6.2"), ("2.14", "2.14"),
      ("Swift version 6.3.1 (swift-6.3.1-RELEASE)\nTarget: x", "6.3.1"), ("none", nil), ("", nil),
      ("version 3", nil),
    ] as [(String, String?)])
  func versionsAreFoundInWhatProgramsSay(_ text: String, _ version: String?) {
    #expect(PackageReader.version(in: text) == version)
  }

  @Test func anAnswerIsAState() {
    typealias State = MachineFacts.Package.State
    #expect(PackageReader.state(.absent) == State.missing)
    #expect(PackageReader.state(.silent("no answer")) == State.unusable("no answer"))
    #expect(
      PackageReader.state(.exited(0, output: "x 1.2", errors: ""))
        == State.installed(version: "1.2"))
    #expect(
      PackageReader.state(.exited(0, output: "", errors: "")) == State.unusable("told no version"))
    #expect(
      PackageReader.state(.exited(3, output: "1.2", errors: "")) == State.unusable("ended with 3"))
  }

  @Test func librariesTellTheirVersion() {
    let libc = Library(
      "libc", "libc6", "everything", files: ["libnone.so.9", "libc.so.6"],
      .text("gnu_get_libc_version"))
    guard case .installed(let version) = libc.state() else {
      Issue.record("\(libc.state())")
      return
    }
    #expect(version.hasPrefix("2."))
    let none = Library("none", "none", "", files: ["libnone.so.9"], .text("f"))
    #expect(none.state() == .missing)
    for question in [
      Library.Question.text("no_f"), .textOfText("no_f"), .textOfNumber("no_f"), .numbers("no_f"),
    ] {
      let mute = Library("libc", "libc6", "", files: ["libc.so.6"], question)
      #expect(mute.state() == .unusable("tells no version"))
    }
  }

  @Test func withoutAPathThereAreNoTools() throws {
    let packages = PackageReader(environment: ["PATH=/no/such/folder"], folder: "/").read()
    #expect(packages.count == 12)
    let git = try #require(packages.first { $0.name == "git" })
    #expect(git.state == .missing && git.debian == "git" && !git.isNeeded)
    #expect(
      packages.filter(\.isNeeded).map(\.name) == ["libgit2", "libyaml", "Jansson", "libcrypto"])
    #expect(packages.first { $0.name == "Jansson" }?.version?.hasPrefix("2.") == true)
  }

  @Test func questionsHaveNoPromptAndAnEnd() {
    let path = "PATH=/usr/bin:/bin"
    let tool = Tool(environment: [path, "LC_ALL=de_DE", "A=b"], folder: "/")
    #expect(tool.ask(["no-such-program"]) == .absent)
    #expect(tool.ask(["sh", "-c", "exit 3"]) == .exited(3, output: "", errors: ""))
    #expect(
      tool.ask(["sh", "-c", "echo $LC_ALL $A $GIT_TERMINAL_PROMPT; cat; pwd; echo e >&2"])
        == .exited(0, output: "C b 0\n/\n", errors: "e\n"))
    #expect(
      tool.ask(["sleep", "60"], within: .milliseconds(50)) == .silent("no answer in 0.05 seconds"))
    #expect(tool.ask(["sh", "-c", "kill -9 $$"]) == .silent("ended by signal 9"))
    guard case .silent = Tool(environment: [path], folder: "/no/such").ask(["true"]) else {
      Issue.record("started in a folder that is not there")
      return
    }
  }

  private func git(
    _ place: Tool.Answer, _ values: String = "", status: Int32 = 0, environment: [String] = []
  ) -> MachineFacts.Git {
    GitReader(environment: environment) { words in
      words.contains("config") ? .exited(status, output: values, errors: "") : place
    }.read()
  }

  private static func flags(_ text: String) -> Tool.Answer {
    .exited(0, output: text, errors: "")
  }

  @Test(arguments: [
    (flags("true\nfalse\nfalse\n"), MachineFacts.Git.Place.workTree),
    (flags("true\nfalse\ntrue\n"), .shallow), (flags("false\ntrue\nfalse\n"), .bare),
    (flags("false\nfalse\nfalse\n"), .outside), (flags(""), .unknown),
    (.exited(128, output: "", errors: "fatal: not a git repository (or any)"), .outside),
    (.exited(128, output: "", errors: "fatal: detected dubious ownership in"), .refused),
    (.exited(1, output: "", errors: "?"), .unknown), (.absent, .unknown), (.silent("x"), .unknown),
  ])
  func gitTellsWhereItStands(_ answer: Tool.Answer, _ place: MachineFacts.Git.Place) {
    #expect(git(answer).place == place)
  }

  @Test func identityAndKeyAreConfiguredOrNot() {
    let place = Self.flags("true\nfalse\nfalse\n")
    let all = git(
      place,
      "user.name\nAda\0user.email\nada@example.org\0user.signingkey\nABC\0gpg.format\nSSH\0")
    #expect(all.hasIdentity == true && all.hasSigningKey == true && all.signingFormat == "ssh")
    let none = git(place, status: 1)
    #expect(none.hasIdentity == false && none.hasSigningKey == false)
    #expect(none.signingFormat == "openpgp")
    #expect(git(place, "user.name\nAda\0user.email\n\0").hasIdentity == false)
    #expect(git(place, "user.name\0", environment: ["EMAIL=a@b"]).hasIdentity == false)
    let fromOutside = ["GIT_COMMITTER_NAME=Ada", "GIT_COMMITTER_EMAIL=a@b"]
    #expect(git(place, environment: fromOutside).hasIdentity == true)
    #expect(git(place, environment: ["GIT_COMMITTER_NAME=", "EMAIL=a@b"]).hasIdentity == false)
    #expect(git(place, "gpg.format\npigeon\0").signingFormat == nil)
    #expect(git(place, status: 128).hasIdentity == nil)
    #expect(git(.absent, status: 128).hasSigningKey == nil)
  }

  private func keys(_ answer: Tool.Answer, _ names: [String] = []) -> MachineFacts.Keys {
    let files = names.map { ("/home/ada/.gnupg/private-keys-v1.d/" + $0, "") }
    return KeyReader(
      SystemFiles(Dictionary(uniqueKeysWithValues: files)), environment: ["HOME=/home/ada"]
    ) { _ in answer }.read()
  }

  @Test func anAgentIsAskedOnlyIfItRuns() {
    let idle = keys(.exited(0, output: "", errors: "no agent"), ["A.key", "B.key", "x.tmp"])
    #expect(idle.secret == 2 && idle.locked == nil && idle.agent == .idle)
    let running = keys(
      .exited(
        0,
        output: """
          S KEYINFO AA D - - - P - - -
          S KEYINFO BB D - - 1 P - - -
          S KEYINFO CC D - - - C - - -
          S KEYINFO DD T A1 OPENPGP.1 - P - - -
          S PROGRESS tick
          OK

          """, errors: ""), ["A.key"])
    #expect(running.secret == 4 && running.locked == 2 && running.agent == .running)
    #expect(keys(.silent("no answer")).agent == .silent)
    #expect(keys(.absent).agent == .unknown && keys(.absent).secret == 0)
  }

  @Test func withoutAHomeKeysAreUnknown() {
    let keys = KeyReader(SystemFiles([:]), environment: []) { _ in .absent }.read()
    #expect(keys.secret == nil)
    let own = KeyReader(
      SystemFiles(["/keys/private-keys-v1.d/A.key": ""]),
      environment: ["HOME=/home/ada", "GNUPGHOME=/keys"]
    ) { _ in .absent }.read()
    #expect(own.secret == 1)
  }
}
