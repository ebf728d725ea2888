import PerfRelease
import Testing

@Suite struct VersionTests {
  /// Lower before higher: the chain of SemVer 2.0.0, item 11, and names with two numbers.
  private static let order = [
    "v0.8", "v0.9-alpha", "v0.9-alpha.1", "v0.9-alpha.beta", "v0.9-beta", "v0.9-beta.2",
    "v0.9-beta.11", "v0.9-beta11", "v0.9-beta2", "v0.9-rc.1", "v0.9", "v0.9.1-0", "v0.9.1", "v0.10",
    "1.0.0-alpha", "v1.0.0", "v1.2", "1.10.0", "v2.0.0--", "v2.0.0", "v18446744073709551616.0",
    "v18446744073709551617.0",
  ]

  @Test func theOrderIsThatOfSemVer() throws {
    for (place, low) in Self.order.enumerated() {
      let a = try #require(Version(tag: low), "\(low)")
      #expect(!a.precedes(a), "\(low)")
      for high in Self.order[(place + 1)...] {
        let b = try #require(Version(tag: high), "\(high)")
        #expect(a.precedes(b) && !b.precedes(a), "\(low) \(high)")
      }
    }
  }

  @Test(arguments: ["1.2", "v1.2.0", "v1.2.0+linux.5"])
  func equalPlacesAreTwins(name: String) throws {
    let version = try #require(Version(tag: name))
    let other = try #require(Version(tag: "v1.2"))
    #expect(version.isTwin(of: other))
    #expect(!version.precedes(other) && !other.precedes(version))
  }

  @Test(arguments: [
    "", "v", "v1", "1", "v1.2.3.4", "v01.2", "v1.02", "v1.2.3-", "v1.2.3-01", "v1.2.3-a..b",
    "v1.2.3+", "v1.2.3-ü", "va.b", "latest", "v1.2.x", "v 1.2", "V1.2", "v1..2", "v1.2.",
    "v1.2-beta_1", "x1.2",
  ])
  func otherNamesAreNone(name: String) { #expect(Version(tag: name) == nil) }

  @Test func whatStandsBeforeTheNumbersIsASeries() throws {
    let version = try #require(Version(tag: "tools/cli-v1.2-rc.1+b"))
    #expect(version.series == "tools/cli-")
    #expect(version.text == "1.2-rc.1+b")
    #expect(version.build == "b")
    #expect(!version.isStable)
    #expect(Version(tag: "v0.9-beta-1.2")?.series == "")
    #expect(Version(tag: "v0.9-beta")?.text == "0.9-beta")
  }
}
