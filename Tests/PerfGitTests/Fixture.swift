import Glibc
import PerfGit
import SigningFixture
import Testing

/// A throw-away folder in which shell scripts make repositories with the real git.
final class Fixture {
  struct ScriptFailed: Error {
    let status: Int32
    let output: String
  }

  let root: String

  /// A home in which neither git nor libgit2 sees this machine's user.
  static var home: String { TestHome.folder }

  init() {
    _ = Self.home
    root = Self.makeFolder()
  }

  deinit { _ = system("rm -rf '\(root)'") }

  /// A fixture whose folder `r` is a repository with two files in one commit.
  static func withCommit() throws -> Fixture {
    let fixture = Fixture()
    try fixture.sh(
      """
      git init -q -b main r; cd r
      echo one > a; mkdir d; echo two > d/b; printf '#!/bin/sh\\n' > run; chmod +x run
      git add -A; git commit -q -m 'First commit'
      """)
    return fixture
  }

  /// Runs a script in the fixture's folder and returns what it printed.
  @discardableResult
  func sh(_ script: String) throws -> String {
    let settings = """
      set -e; cd '\(root)'; exec 2>&1; unset GIT_DIR
      export HOME='\(Self.home)' GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 TZ=UTC
      export GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org GIT_AUTHOR_DATE='1700000000 +0000'
      export GIT_COMMITTER_NAME=C GIT_COMMITTER_EMAIL=c@example.org LC_ALL=C
      export GIT_COMMITTER_DATE='1700000100 +0000' GIT_ALLOW_PROTOCOL=file

      """
    guard let stream = popen(settings + script, "r") else {
      throw ScriptFailed(status: -1, output: "popen")
    }
    var output = [UInt8]()
    while case let byte = getc(stream), byte != EOF { output.append(UInt8(byte)) }
    let status = pclose(stream)
    let text = String(decoding: output, as: UTF8.self)
    guard status == 0 else { throw ScriptFailed(status: status, output: text) }
    return text
  }

  /// The last line a script prints.
  func line(_ script: String) throws -> String {
    String(try sh(script).split(separator: "\n").last ?? "")
  }

  func repository(_ folder: String = "r") throws -> Repository {
    guard let repository = try Repository.discover(from: "\(root)/\(folder)") else {
      throw ScriptFailed(status: 0, output: "no repository at \(folder)")
    }
    return repository
  }

  func contentID(_ folder: String = "r", excluding: [String] = []) throws -> String {
    try repository(folder).contentID(excluding: excluding)
  }

  /// Every file and folder below `folder` with its bytes, mode and time.
  func picture(_ folder: String) throws -> String {
    try sh(
      """
      cd \(folder); find . -printf '%p %y %m %T@ %l\\n' | sort
      find . -type f -print0 | sort -z | xargs -0 -r sha256sum
      """)
  }

  private static func makeFolder() -> String {
    var name = Array("/tmp/perfkit-git.XXXXXX".utf8CString)
    mkdtemp(&name)
    return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
