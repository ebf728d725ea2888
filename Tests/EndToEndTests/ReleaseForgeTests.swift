import Glibc
import PerfJSON
import Testing

/// From a release that was cut to a published one, on each kind of forge.
@Suite struct ReleaseForgeTests {
  private static let folder = ".perfkit/release/v0.1"
  private static let caution =
    "warning: first release: keys not yet pinned, the tagged commit "
    + "names its own signer\n"

  @Test func thePayloadsAreWrittenWithoutAForge() throws {
    let project = try Project.cutRelease()
    try project.publish(on: nil)
    let call = try project.forge("draft", "v0.1")
    #expect(
      call.output == """
        wrote \(Self.folder)/payload-github.json
        wrote \(Self.folder)/payload-gitlab.json
        wrote \(Self.folder)/payload-forgejo.json

        """)
    #expect(call.errors == Self.caution)
    let payload = try project.json("\(Self.folder)/payload-github.json")
    #expect(payload["tag_name"]?.text == "v0.1")
    #expect(payload["draft"]?.flag == true)
    #expect(payload["body"]?.text == (try project.read("\(Self.folder)/notes.md")))
    #expect(payload["target_commitish"]?.text == call.document["commit"]?.text)
    #expect(call.document["tag_object"]?.text == (try project.tagObject()))
    #expect(
      try project.sh("cd \(Self.folder); sha256sum payload-*").contains(
        call.document["payloads"]?["payload-gitlab.json"]?.text ?? "nothing"))
    let before = try project.read("\(Self.folder)/state.jsonl")
    try project.forge("draft", "v0.1")
    #expect(try project.read("\(Self.folder)/state.jsonl") == before)
  }

  @Test(arguments: ["github", "gitlab", "forgejo"])
  func fromTheTagToThePublishedRelease(_ kind: String) throws {
    let project = try Project.cutRelease()
    let server = try ForgeServer(kind, in: project)
    try project.publish(on: server)
    try project.sh("git config push.followTags true; git tag -a -m other other")
    let object = try project.tagObject()

    let lacking = try project.forge("draft", "v0.1", "--create", on: kind, exits: 6, "refused")
    #expect(
      lacking.errors == """
        error: the forge has no tag v0.1
          → push it: git push origin refs/tags/v0.1, or use --push

        """)
    let call = try project.forge("draft", "v0.1", "--create", "--push", on: kind)
    #expect(call.output.contains("pushed refs/tags/v0.1\ncreated draft "))
    #expect(call.output.contains("read back 6 files: they are the local ones\n"))
    #expect(call.output.hasSuffix("perfkit release publish v0.1 --tag-oid \(object)\n"))
    #expect(
      try project.sh("git -C ../remote.git for-each-ref --format='%(objectname) %(refname)'")
        == "\(object) refs/tags/v0.1\n")
    let files = Project.releaseFiles
    #expect(
      try server.holds().sorted() == (kind == "gitlab" ? files : files + ["draft"]).sorted())

    try project.forge(
      "publish", "v0.1", "--tag-oid", String(repeating: "0", count: 40), on: kind, exits: 6,
      "refused")
    #expect(try !server.holds().contains("published"))
    for _ in 1...2 {
      let call = try project.forge("publish", "v0.1", "--tag-oid", object, on: kind)
      #expect(call.output.contains("what everybody sees are the 6 local files\n"))
      #expect(call.output.contains("v0.1 is published: https://forge.example/"))
      #expect(call.document["tag_object"]?.text == object)
    }
    #expect(try server.holds().sorted() == (files + ["published"]).sorted())
    let again = try project.forge("draft", "v0.1", "--create", on: kind, exits: 6, "refused")
    #expect(again.errors.hasPrefix("error: v0.1 is published: https://forge.example/"))
    let payloads = ["github", "gitlab", "forgejo"].map { "payload-written \($0)" }
    #expect(
      try project.forgeSteps() == payloads + ["tag-pushed", "draft-created"]
        + Array(repeating: "asset-uploaded", count: 6)
        + ["read-back", "published", "post-verified"])
  }

  @Test func theStatusTellsHowFarItIsOnEveryForge() throws {
    let project = try Project.cutRelease()
    let server = try ForgeServer(in: project)
    try project.publish(on: server)
    let object = try project.tagObject()
    func status(_ code: Int32, _ verdict: String) throws -> (next: String?, advice: String?) {
      let call = try project.perfkit("release", "status", "v0.1", exits: code, verdict)
      return (
        call.document["forges"]?.elements?.first?["next"]?.text,
        call.output.split(separator: "\n").last.map(String.init)
      )
    }
    let draft = "`perfkit release draft v0.1 --create --forge github`"
    let publish = "`perfkit release publish v0.1 --tag-oid \(object) --forge github`"
    #expect(try status(0, "pass") == ("payload-written", "no draft; \(draft) makes it"))
    try server.fault(#"{"match": "POST .*name=demo-v0.1.spdx", "do": "status", "status": 401}"#)
    try project.forge("draft", "v0.1", "--create", "--push", exits: 1, "error")
    #expect(try status(3, "missing") == ("asset-uploaded", "interrupted; \(draft) goes on"))
    try server.fault("")
    try project.forge("draft", "v0.1", "--create")
    #expect(try status(0, "pass") == ("published", "a draft; \(publish) makes it visible"))
    try project.forge("publish", "v0.1", "--tag-oid", object)
    let end = try status(0, "pass")
    #expect(end.next == nil)
    #expect(end.advice?.hasPrefix("published: https://forge.example/") == true)
    try project.sh("sed -i '$d' \(Self.folder)/state.jsonl")
    #expect(
      try status(3, "missing") == ("post-verified", "published, not yet compared: \(publish)"))
  }

  @Test func twoForgesDoNotDisturbEachOther() throws {
    let project = try Project.cutRelease()
    let first = try ForgeServer("github", in: project, named: "f1")
    let second = try ForgeServer("gitlab", in: project, named: "f2")
    try project.publish(on: first, second)
    let object = try project.tagObject()
    let both = ForgeServer.setting("github").merging(ForgeServer.setting("gitlab")) { $1 }
    for kind in ["github", "gitlab"] {
      try project.perfkit(
        ["release", "draft", "v0.1", "--create", "--push", "--forge", kind], exits: 0, "warn",
        setting: both)
    }
    try project.perfkit(
      ["release", "publish", "v0.1", "--tag-oid", object, "--forge", "github"], exits: 0, "warn",
      setting: both)
    let call = try project.perfkit("release", "status", "v0.1")
    let forges = call.document["forges"]?.elements ?? []
    #expect(forges.map { $0["forge"]?.text } == ["github", "gitlab"])
    #expect(forges.map { $0["next"]?.text } == [nil, "published"])
    #expect(try first.holds().sorted() == (Project.releaseFiles + ["published"]).sorted())
    #expect(try second.holds().sorted() == Project.releaseFiles)
  }

  @Test func theTokenIsSeenByTheForgeAlone() throws {
    let project = try Project.cutRelease()
    let server = try ForgeServer(in: project)
    try project.publish(on: server, more: ", token: MY_TOKEN")
    try project.sh(
      """
      mkdir ../bin; for name in git gpg; do
      cat > ../bin/$name <<END
      #!/bin/sh
      for part in cmdline environ; do
        for pid in \\$\\$ \\$PPID; do
          [ \\$pid = \\$PPID ] && [ \\$part = environ ] && continue
          { echo; echo "$name \\$part"; tr '\\0' '\\n' < /proc/\\$pid/\\$part; } \
            >> '\(project.outside)/seen'
        done
      done
      exec $(command -v $name) "\\$@"
      END
      chmod +x ../bin/$name
      done
      printf '[gpg]\\n\\tprogram = %s/gpg\\n' '\(project.root)/bin' > ../h/.gitconfig
      printf '#!/bin/sh\\ntouch "%s/hook"\\n' '\(project.outside)' > .git/hooks/pre-push
      chmod +x .git/hooks/pre-push
      """)
    let variables = [
      "MY_TOKEN": ForgeServer.token, "COPY": "Bearer " + ForgeServer.token, "GITHUB_TOKEN": "g",
      "PATH": project.root + "/bin:" + (project.environment["PATH"] ?? ""),
    ]
    let call = try project.perfkit(
      ["release", "draft", "v0.1", "--create", "--push", "--verbose"], exits: 0, "warn",
      setting: variables)
    let publish = try project.perfkit(
      ["release", "publish", "v0.1", "--tag-oid", try project.tagObject(), "--verbose"], exits: 0,
      "warn", setting: variables)
    #expect(contents(of: project.outside + "/hook") == nil)
    let seen = try #require(contents(of: project.outside + "/seen"))
    for what in ["git cmdline", "git environ", "gpg cmdline", "gpg environ"] {
      #expect(seen.contains("\n\(what)\n"), "\(what)")
    }
    #expect(seen.contains("refs/tags/v0.1"))
    #expect(!seen.contains("GITHUB_TOKEN"))
    #expect(!(seen + call.text + publish.text).contains(ForgeServer.token))
    // 1: looked everywhere and found nothing.
    try project.sh(
      "if grep -rl '\(ForgeServer.token)' . ../log ../document.json; then exit 9; else [ $? = 1 ]; fi"
    )
    let asked = server.requests.filter { !$0.contains("/storage/") }
    #expect(asked.allSatisfy { $0.hasSuffix("[Bearer \(ForgeServer.token)]") })
    #expect(server.requests.contains { $0.contains("/storage/") && $0.hasSuffix("[-]") })
  }

  @Test func theTokenOfAFile() throws {
    let project = try Project.cutRelease()
    let server = try ForgeServer(in: project)
    try project.publish(on: server)
    try project.sh("echo '\(ForgeServer.token)' > ../token; chmod 644 ../token")
    let create = ["release", "draft", "v0.1", "--create", "--push", "--token-file", "../token"]
    let open = try project.perfkit(create, exits: 64, "usage")
    #expect(
      open.errors == """
        error: '../token' can be read by others
          → chmod 600 ../token, and make a new token

        """)
    try project.sh("chmod 600 ../token")
    try project.perfkit(create, exits: 0, "warn")
    try project.sh("printf 'two words' > ../token")
    let blank = try project.perfkit(create, exits: 64, "usage")
    #expect(
      blank.errors == "error: '../token' holds no token: it has blanks or other characters\n")
  }

  @Test func whatIsEditedInTheDraftIsKept() throws {
    let project = try Project.cutRelease()
    let server = try ForgeServer(in: project)
    try project.publish(on: server)
    try project.forge("draft", "v0.1", "--create", "--push")
    let frozen = try project.read("\(Self.folder)/notes.md")
    try project.write(
      "By hand.\n\n" + frozen.replacing("\n", with: "\r\n"), to: "../x/edited")
    try project.sh(
      """
      python3 - '\(server.api)' <<'END'
      import json, sys, urllib.request
      text = open("\(project.outside)/edited", newline="").read()
      urllib.request.urlopen(urllib.request.Request(
          sys.argv[1] + "/repos/o/demo/releases/1", method="PATCH",
          data=json.dumps({"body": text}).encode(),
          headers={"Authorization": "Bearer \(ForgeServer.token)"}))
      END
      """)
    try project.sh("sed -i 's/^Not measured/Unmeasured/' \(Self.folder)/notes.md")
    let call = try project.forge("draft", "v0.1", "--create")
    #expect(call.output.contains("adopted draft 1\nupdated the text\n"))
    let body = try #require(try server.state()["releases"]?.elements?.first?["body"]?.text)
    #expect(body.hasPrefix("By hand.\n\n<!-- perfkit:begin summary "))
    #expect(body.contains("\nUnmeasured: there is no previous release.\n"))
  }

  @Test func editedNotesAreAWarningAndStrictStopsBeforeTheForge() throws {
    let project = try Project.cutRelease()
    let server = try ForgeServer(in: project)
    try project.publish(on: server)
    try project.sh("echo More. >> \(Self.folder)/notes.md")
    let strict = try project.forge("draft", "v0.1", "--create", "--strict", exits: 2, "fail")
    let edited = "notes.md was edited after it was frozen: release.json names other notes"
    #expect(strict.errors.contains("error: \(edited)\n"))
    #expect(server.requests == [])
    let call = try project.forge("draft", "v0.1", "--create", "--push")
    #expect(call.errors == Self.caution + "warning: \(edited)\n")
    #expect(call.warningCodes == ["tag.warning", "release.notes"])
  }

  @Test func oneAtATimeAndAnInterruption() throws {
    let project = try Project.cutRelease()
    let server = try ForgeServer(in: project)
    try project.publish(on: server)
    try server.fault(#"{"do": "stall"}"#)
    let create = ["release", "draft", "v0.1", "--create", "--push"]
    let first = try project.start(create, setting: ForgeServer.setting())
    try first.wait(forFile: server.stalled)
    try project.sh("mkdir ../second")
    let second = try project.start(create, setting: ForgeServer.setting())
    let waiting = "waiting for another perfkit that works on v0.1\n"
    #expect(patiently { second.errorsSoFar == waiting })
    first.send(SIGINT)
    let ended = try first.wait()
    #expect(ended.status == 130)
    #expect(ended.errors.hasPrefix("error: interrupted; cannot look for tag v0.1: "))
    let done = try second.wait()
    #expect(done.status == 0 && done.errors == waiting + Self.caution)
    #expect(try server.holds().sorted() == (Project.releaseFiles + ["draft"]).sorted())
  }

  @Test func aBarWhereProgressIsDrawnAndLinesElsewhere() throws {
    let project = try Project.cutRelease()
    let server = try ForgeServer(in: project)
    try project.publish(on: server)
    let call = try project.forge(
      "draft", "v0.1", "--create", "--push", "--progress", "always")
    let whole = #/uploading \[#{24}\] 100 % of [0-9.]+ (Ki)?B  demo-v0.1.spdx.json/#
    #expect(call.errors.contains(whole))
    #expect(call.output.contains("uploaded demo-v0.1.spdx.json\n"))
    let object = try project.tagObject()
    let publish = "'\(Project.perfkit)' release publish v0.1 --tag-oid \(object)"
    let terminal = try project.sh(
      "GITHUB_TOKEN=\(ForgeServer.token) TERM=xterm script -qec \"\(publish)\" /dev/null")
    #expect(terminal.contains(#/reading \[#{24}\] 100 % of [0-9.]+ (Ki)?B  SHA256SUMS/#))
    let quiet = try project.forge("publish", "v0.1", "--tag-oid", object)
    #expect(quiet.errors == Self.caution)
  }
}
