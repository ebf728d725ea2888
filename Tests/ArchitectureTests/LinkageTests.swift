import PerfFiles
import Testing

@Suite struct LinkageTests {
  /// The libraries that the loader maps before `main` of the perfkit beside these tests.
  private func needed() throws -> [String] {
    let program = Path.folder(of: try #require(File.resolved("/proc/self/exe"))) + "/perfkit"
    try #require(File.isExecutable(program), "\(program) was not built with the tests")
    return try ELFFile(File.read(program)).needed()
  }

  @Test func heavyLibrariesAreLoadedOnUse() throws {
    let libraries = try needed()
    #expect(libraries.contains { $0.hasPrefix("libc.so") })
    #expect(libraries.contains { $0.hasPrefix("libyaml-0") })
    let heavy = [
      "git2", "jansson", "crypto", "ssl", "gpgme", "sqlite", "curl", "Foundation", "icu",
    ]
    for library in libraries {
      #expect(!heavy.contains { library.contains($0) }, "\(library)")
    }
  }

  @Test func onlyKnownLibrariesAreLinked() throws {
    for library in try needed() {
      let isKnown = [
        "libswift", "lib_", "libc.", "libm.", "libstdc++.", "libgcc_s.", "ld-linux", "libyaml-0",
      ].contains { library.hasPrefix($0) }
      #expect(isKnown, "\(library)")
    }
  }
}
