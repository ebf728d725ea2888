import Glibc
import PerfJSON
import Testing

/// perfkit is killed anywhere between the plan and the published release, and run again.
@Suite(.serialized) struct ReleaseCrashTests {
  /// A request is answered by a forge that did what it was asked, and perfkit is killed before it
  /// hears of it: after each request once.
  @Test(arguments: ["github", "gitlab", "forgejo"])
  func killedAfterAnyRequestAndRunAgain(_ kind: String) throws {
    let project = try Project.cutRelease()
    let commit = try project.sh("git rev-parse HEAD").filter { !$0.isNewline }
    let object = try project.tagObject()
    try project.sh("cp .perfkit/release/v0.1/state.jsonl ../x/state")
    let steps = [["draft", "v0.1", "--create"], ["publish", "v0.1", "--tag-oid", object]]
      .map { ["release"] + $0 }
    let whole = Project.releaseFiles + ["published"]
    let setting = ForgeServer.setting(kind)
    var kills = 0
    for (index, step) in steps.enumerated() {
      for place in 0... {
        let server = try ForgeServer(kind, in: project, tag: "v0.1=\(object):\(commit)")
        try project.publish(on: server)
        try project.sh("cp ../x/state .perfkit/release/v0.1/state.jsonl")
        for earlier in steps[..<index] {
          try project.perfkit(earlier, exits: 0, "warn", setting: setting)
        }
        let done = server.requests.count
        try server.fault("{\"do\": \"stall\", \"after\": \(place)}")
        let run = try project.start(step, setting: setting)
        _ = patiently { run.hasEnded || access(server.stalled, F_OK) == 0 }
        if run.hasEnded {
          #expect(try run.wait().status == 0)
          #expect(server.requests.count == done + place)
          break
        }
        run.send(SIGKILL)
        #expect(try run.wait().status == -SIGKILL)
        kills += 1
        try server.fault("")
        for step in steps[index...] {
          try project.perfkit(step, exits: 0, "warn", setting: setting)
        }
        #expect(try server.holds().sorted() == whole.sorted(), "after \(place) of \(step)")
        try project.perfkit("release", "status", "v0.1")
      }
    }
    #expect(kills > 30, "\(kills)")
  }

  /// The whole way, killed as soon as the state file has so many lines.
  @Test func killedAfterAnyStepFromThePlanToThePublishedRelease() throws {
    let project = try Project.readyForRelease()
    let server = try ForgeServer(in: project)
    try project.sh(
      """
      git init -q --bare ../remote.git; git remote add origin ../remote.git
      sed -i 's/, zip//; s/^documents: .*/documents: [spdx]/' release/policy.yaml
      echo 'forges: [{kind: github, repository: o/demo, api: "\(server.api)"}]' \
        >> release/policy.yaml
      git commit -qam 'docs: where it is published'
      """)
    try project.perfkit("smoke")
    let setting = Project.signing.merging(ForgeServer.setting()) { $1 }
    let state = project.folder + "/.perfkit/release/v0.1/state.jsonl"
    func lines() -> Int { (contents(of: state) ?? "").count { $0 == "\n" } }
    func commands() throws -> [[String]] {
      let object = (try? project.tagObject()) ?? "none"
      return [
        ["cut", "v0.1"], ["draft", "v0.1", "--create", "--push"],
        ["publish", "v0.1", "--tag-oid", object],
      ]
    }
    var steps: [String] = []
    for stop in 1... {
      try server.forget()
      try project.sh(
        """
        for r in . ../remote.git; do git -C $r update-ref -d refs/tags/v0.1; done; rm -rf .perfkit/release
        """)
      var wasKilled = false
      for place in 0..<3 where !wasKilled {
        let child = try project.start(["release"] + commands()[place], setting: setting)
        _ = patiently { child.hasEnded || lines() >= stop }
        wasKilled = !child.hasEnded
        child.send(SIGKILL)
        let ended = try child.wait()
        #expect(wasKilled || ended.status == 0, "\(ended.errors)")
      }
      try project.sh("rm -rf \"$TMPDIR\"/perfkit.*")
      for place in 0..<3 where place < 2 || lines() > 0 {
        let command = try commands()[place]
        let isPublished = try server.holds().contains("published")
        guard place != 1 || !isPublished else { continue }
        try project.perfkit(["release"] + command, exits: 0, "warn", setting: setting)
      }
      #expect(
        try server.holds().sorted() == (Project.releaseFiles + ["published"]).sorted(),
        "killed after line \(stop)")
      try project.perfkit("release", "status", "v0.1")
      let local = try project.sh("cd .perfkit/release/v0.1/artefacts; sha256sum * | cut -c-64")
      #expect(try server.digests() == local.split(separator: "\n").map(String.init).sorted())
      #expect(try project.sh("git -C ../remote.git rev-parse v0.1") == project.tagObject() + "\n")
      steps.append("\(stop)")
      if !wasKilled { break }
    }
    #expect(steps.count > 20, "\(steps.count)")
  }
}
