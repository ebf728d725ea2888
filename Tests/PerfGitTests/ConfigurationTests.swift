import PerfGit
import Testing

@Suite struct ConfigurationTests {
  @Test func everyValueIsToldWithItsScope() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh(
      """
      git -C r config user.signingKey HERE; git -C r config gpg.program /bin/evil
      git -C r config --add gpg.program /bin/worse; git -C r config tag.gpgsign true
      printf '[include]\\n\\tpath = more\\n' >>r/.git/config
      printf '[gpg]\\n\\tformat = ssh\\n' >r/.git/more
      """)
    let repository = try fixture.repository()
    func values(_ name: String) throws -> [ConfigurationValue] {
      try repository.configurationValues(name)
    }
    #expect(try values("user.signingKey") == [.init(text: "HERE", scope: .repository)])
    #expect(
      try values("gpg.program") == [
        .init(text: "/bin/evil", scope: .repository), .init(text: "/bin/worse", scope: .repository),
      ])
    #expect(try values("tag.gpgSign") == [.init(text: "true", scope: .repository)])
    #expect(try values("gpg.format") == [.init(text: "ssh", scope: .repository)])
    #expect(try values("gpg.ssh.program") == [])
  }

  @Test func theUsersOwnFileIsAnotherScope() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh("git -C r config perfkit-test.key own")
    #expect(
      try fixture.repository().configurationValues("perfkit-test.key") == [
        .init(text: "user", scope: .user), .init(text: "own", scope: .repository),
      ])
  }
}
