import Testing

/// What `release draft` and `release publish` refuse before they ask a forge anything.
@Suite struct ReleaseForgeRefusalTests {
  private static let draft = ["release", "draft", "v0.1", "--create"]
  private static let token = ["GITHUB_TOKEN": ForgeServer.token]

  /// Prepares a frozen release whose forge is a server, spoils it, and sees what is said.
  private static func refused(
    _ spoil: String, running arguments: [String] = draft, exits status: Int32 = 6,
    setting variables: [String: String] = token, _ message: String,
    hint: String? = nil, at location: SourceLocation = #_sourceLocation
  ) throws {
    let verdict = try #require([1: "error", 6: "refused", 64: "usage"][status])
    let project = try Project.cutRelease()
    let server = try ForgeServer(in: project)
    try project.publish(on: server)
    let commit = try project.sh("git rev-parse HEAD").filter { !$0.isNewline }
    let object = try project.tagObject()
    try project.sh(spoil)
    let call = try project.perfkit(
      arguments, exits: status, verdict, setting: variables, at: location)
    let said = call.errors.replacing(commit, with: "COMMIT").replacing(object, with: "OBJECT")
      .replacing(#/\b[1-9a-f][0-9a-f]{39}\b/#, with: "ANOTHER")
    #expect(said.hasPrefix("error: " + message + "\n"), "\(said)", sourceLocation: location)
    if let hint { #expect(said.contains("→ " + hint), "\(said)", sourceLocation: location) }
    #expect(server.requests == [], sourceLocation: location)
  }

  private static let folder = ".perfkit/release/v0.1"

  @Test func whatWasNotCut() throws {
    try Self.refused(
      "rm \(Self.folder)/release.json", "there is no '\(Self.folder)/release.json'",
      hint: "`perfkit release cut v0.1` makes it")
    try Self.refused(
      "", running: ["release", "draft", "v2"], "there is no '.perfkit/release/v2/release.json'")
  }

  @Test func aManifestThatIsNone() throws {
    try Self.refused(
      "sed -i 's/\"v0.1\"/\"v7\"/' \(Self.folder)/release.json",
      "release.json is of v7, not of v0.1")
    try Self.refused(
      "echo '{}' > \(Self.folder)/release.json",
      "release.json is no manifest: 'format' is not a string")
  }

  @Test func filesThatAreNotWhatWasFrozen() throws {
    let files = Self.folder + "/artefacts"
    try Self.refused(
      "echo x >> \(files)/demo-v0.1-linux-x86_64.tar.gz",
      "demo-v0.1-linux-x86_64.tar.gz is not what SHA256SUMS says",
      hint: "what `perfkit release cut` wrote must stay as it is; only notes.md may be edited")
    try Self.refused("echo x > \(files)/new", "new is not in SHA256SUMS")
    try Self.refused(
      "rm \(files)/demo-v0.1-linux-x86_64.tar.gz",
      "demo-v0.1-linux-x86_64.tar.gz is in SHA256SUMS, but not there")
    try Self.refused("ln -s /etc/passwd \(files)/link", "link is no plain file")
    try Self.refused("rm \(files)/SHA256SUMS", "cannot read SHA256SUMS: No such file or directory")
    try Self.refused(
      "rm \(Self.folder)/notes.md", "cannot read notes.md: No such file or directory")
  }

  @Test func aNameThatForgesChange() throws {
    try Self.refused(
      """
      cd \(Self.folder)/artefacts; mv SHA256SUMS.asc 'SHA256SUMS (1).asc'
      """, "SHA256SUMS (1).asc is not in SHA256SUMS")
  }

  /// By either command; nothing is asked of the forge.
  @Test(arguments: [
    ("git tag -d v0.1", "tag.ref release.manifest"),
    ("git tag -f v0.1 HEAD", "tag.ref release.manifest"),
    ("git tag -f -a -m v0.1 v0.1", "tag.signature release.manifest"),
    (
      "git cat-file tag v0.1 > p; echo more >> p; store v0.1 < p", "tag.signature"
    ),
    (
      "git cat-file tag v0.1 | sed '/^-----BEGIN/,$d' > p; key=$bob sign p | store v0.1",
      "tag.signature-valid tag.signer"
    ),
    ("git commit -q --allow-empty -m x; text v0.1 > p; sign p | store v0.1", "release.manifest"),
    ("git update-ref refs/tags/v0.2 v0.1; git update-ref refs/tags/v0.1 HEAD", "tag.ref"),
    ("cd $files; gpg -u $bob --yes -abo SHA256SUMS.asc SHA256SUMS", "release.checksums-signature"),
    (
      """
      cd $files; sed -i 's/"project": "demo"/"project": "dome"/' release.json
      cp release.json ..; sha256sum [dr]* > SHA256SUMS
      gpg -u $ada --yes -abo SHA256SUMS.asc SHA256SUMS
      """, "release.manifest"
    ),
    (
      """
      cd $files; sed -i 's/SPDX-2.3/SPDX-2.2/' *.spdx.json; sha256sum [dr]* > SHA256SUMS
      gpg -u $ada --yes -abo SHA256SUMS.asc SHA256SUMS
      """, "release.documents"
    ),
  ])
  func whatReleaseVerifyRefusesIsNotSent(_ spoil: String, _ codes: String) throws {
    let project = try Project.cutRelease()
    let server = try ForgeServer(in: project)
    try project.publish(on: server)
    let object = try project.tagObject()
    try project.tagScript("files=$PWD/\(Self.folder)/artefacts\n\(spoil)")
    for command in [Self.draft + ["--push"], ["release", "publish", "v0.1", "--tag-oid", object]] {
      let call = try project.perfkit(command, exits: 6, "refused", setting: Self.token)
      #expect(
        call.errors.hasPrefix(
          """
          error: the release v0.1 cannot be verified; nothing was sent
            → `perfkit release verify v0.1` shows every check, `perfkit release status v0.1` what is \
          done

          """), "\(call.errors)")
      #expect(Set(codes.split(separator: " ").map(String.init)).isSubset(of: call.errorCodes))
    }
    #expect(server.requests == [])
    #expect(try project.sh("git -C ../remote.git tag") == "")
  }

  @Test func twoManifests() throws {
    try Self.refused(
      "sed -i 's/\"project\": \"demo\"/\"project\": \"dome\"/' \(Self.folder)/release.json",
      "release.json is another one than in artefacts")
  }

  @Test func theIdOfTheTag() throws {
    let zeros = String(repeating: "0", count: 40)
    try Self.refused(
      "", running: ["release", "publish", "v0.1", "--tag-oid", zeros],
      "the tag v0.1 is OBJECT here, not \(zeros)",
      hint: "look at it with `git cat-file tag v0.1` before you publish it")
    try Self.refused(
      "", running: ["release", "publish", "v0.1"], exits: 64, "--tag-oid is missing",
      hint: "git rev-parse refs/tags/v0.1")
    try Self.refused(
      "", running: ["release", "publish", "v0.1", "--tag-oid", "abc123"], exits: 64,
      "--tag-oid 'abc123' is no whole object id")
  }

  @Test func tokensThatAreNotThere() throws {
    try Self.refused(
      "", exits: 64, setting: [:],
      "there is no token in the environment variable GITHUB_TOKEN")
    try Self.refused(
      "", running: Self.draft + ["--token-file", "none"], exits: 1,
      "cannot read 'none': No such file or directory")
    try Self.refused(
      "", running: ["release", "draft", "v0.1", "--push"], exits: 64,
      "--push and --token-file need --create")
  }

  @Test func forgesThatThePolicyDoesNotName() throws {
    try Self.refused(
      "sed -i '/forges/d' release/policy.yaml", exits: 64,
      "release/policy.yaml names no forge", hint: "forges: [{kind: github, repository: owner/name}]"
    )
    try Self.refused(
      "", running: Self.draft + ["--forge", "gitlab"], exits: 64,
      "release/policy.yaml names no forge of kind gitlab, but github")
    try Self.refused(
      "sed -i 's/forges: \\[/&{kind: gitlab, repository: g\\/p}, /' release/policy.yaml",
      exits: 64, "release/policy.yaml names several forges",
      hint: "say --forge with one of gitlab, github")
  }

  @Test func aStateThatIsNone() throws {
    try Self.refused(
      "echo '{}' > \(Self.folder)/state.jsonl", exits: 1,
      "cannot understand '\(Self.folder)/state.jsonl'",
      hint: "move it away: what was done on a forge is found out from the forge")
  }

  /// The push fails after the forge was asked for the tag, and nothing is created.
  @Test func aRemoteThatIsNotThere() throws {
    let project = try Project.cutRelease()
    let server = try ForgeServer(in: project)
    try project.publish(on: server)
    try project.sh("git remote set-url origin https://user:secret@127.0.0.1:1/r.git")
    let call = try project.perfkit(
      Self.draft + ["--push"], exits: 1, "error", setting: Self.token)
    #expect(call.errors.hasPrefix("error: git could not push v0.1 to 'origin': fatal: "))
    #expect(!call.text.contains("secret"))
    #expect(server.requests.allSatisfy { $0.hasPrefix("GET ") })
  }
}
