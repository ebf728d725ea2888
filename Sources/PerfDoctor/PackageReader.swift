public import PerfModel

/// Asks the libraries and tools that perfkit uses for their versions.
public struct PackageReader: Sendable {
  private let tool: Tool

  /// Makes a reader that finds tools with the `PATH` of an environment.
  public init(environment: [String], folder: String) {
    tool = Tool(environment: environment, folder: folder)
  }

  /// All of them, libraries first.
  public func read() -> [MachineFacts.Package] {
    Self.libraries.map { library in
      var package = library.package
      package.state = library.state()
      return package
    }
      + Self.tools.map { words, package in
        var package = package
        package.state = Self.state(tool.ask(words, within: .seconds(3)))
        return package
      }
  }

  private static let libraries = [
    Library(
      "libgit2", "libgit2-1.5", "refs and contents of git", isNeeded: true,
      files: ["1.5", "1.9", "1.8", "1.7", "1.6"].map { "libgit2.so." + $0 } + ["libgit2.so"],
      .numbers("git_libgit2_version")),
    Library(
      "libyaml", "libyaml-0-2", "perfkit.yaml", isNeeded: true, files: ["libyaml-0.so.2"],
      .text("yaml_get_version_string")),
    Library(
      "Jansson", "libjansson4", "JSON", isNeeded: true, files: ["libjansson.so.4"],
      .text("jansson_version_str")),
    Library(
      "libcrypto", "libssl3", "digests", isNeeded: true, files: ["libcrypto.so.3"],
      .textOfNumber("OpenSSL_version")),
    Library(
      "libarchive", "libarchive13", "archives of releases", files: ["libarchive.so.13"],
      .text("archive_version_string")),
    Library(
      "libcurl", "libcurl4", "forges", files: ["libcurl.so.4"], .text("curl_version")),
    Library(
      "GPGME", "libgpgme11", "signatures", files: ["libgpgme.so.11"],
      .textOfText("gpgme_check_version")),
  ]

  private static let tools: [(words: [String], package: MachineFacts.Package)] = [
    (["git", "--version"], package("git", "git", "identity and keys of releases")),
    (["gpg", "--version"], package("gpg", "gnupg", "signatures")),
    (["swift", "--version"], package("swift", nil, "engines of kind swiftpm")),
    (["gnuplot", "--version"], package("gnuplot", "gnuplot-nox", "figures of reports")),
    (["valgrind", "--version"], package("valgrind", "valgrind", "exact instruction counts")),
  ]

  private static func package(
    _ name: String, _ debian: String?, _ purpose: String
  ) -> MachineFacts.Package {
    MachineFacts.Package(name: name, state: .missing, debian: debian, purpose: purpose)
  }

  /// What an answer to `--version` says.
  static func state(_ answer: Tool.Answer) -> MachineFacts.Package.State {
    switch answer {
    case .absent: .missing
    case .silent(let reason): .unusable(reason)
    case .exited(0, let output, _):
      version(in: output).map { .installed(version: $0) } ?? .unusable("told no version")
    case .exited(let status, _, _): .unusable("ended with \(status)")
    }
  }

  /// The first number with a dot in what a library or tool says of itself.
  static func version(in text: String) -> String? {
    let words = text.split { " -/()\n\t,".contains($0) }
    return words.first { $0.first?.isNumber == true && $0.contains(".") }.map(String.init)
  }
}
