import Glibc
import PerfJSON
import Testing

/// A project in a throw-away folder, on which the real perfkit is run.
///
/// Below its root lie `w` (the project), `t` (TMPDIR), `h` (HOME), `x` (files that engines and
/// tests leave for each other, which are no part of the project) and `log`.
final class Project {
  let root: String
  /// The folder of perfkit.yaml.
  let folder: String
  /// A folder for markers and counters, outside of what perfkit looks at.
  let outside: String
  /// The folder in which perfkit makes its scratch folders.
  let temporary: String
  private var calls = 0

  init() throws {
    var template = Array("/tmp/pk.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw ChildProgram.Failure(reason: "mkdtemp: \(errno)")
    }
    root = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    (folder, outside, temporary) = (root + "/w", root + "/x", root + "/t")
    for name in ["w", "x", "t", "h", "log"] { mkdir(root + "/" + name, 0o700) }
  }

  deinit {
    for pid in processes { kill(pid, SIGKILL) }
    _ = system("rm -rf '\(root)'")
  }

  /// The perfkit that was built with these tests.
  static let perfkit: String = {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let own = String(
      decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return own.prefix(upTo: own.lastIndex(of: "/") ?? own.startIndex) + "/perfkit"
  }()

  /// What every program of a test sees of the caller's world.
  var environment: [String: String] {
    [
      "PATH": getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin",
      "HOME": root + "/h", "TMPDIR": temporary, "NO_COLOR": "1", "LC_ALL": "C.UTF-8",
      "MARKS": outside, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
      "GIT_AUTHOR_DATE": "1700000000 +0000", "GIT_COMMITTER_DATE": "1700000000 +0000",
    ]
  }

  // MARK: Files

  /// Writes a file of the project, with its folders; one that begins with `#!` can be run.
  func write(_ text: String, to name: String) throws {
    let path = folder + "/" + name
    for (index, character) in path.enumerated() where character == "/" && index > root.count {
      mkdir(String(path.prefix(index)), 0o700)
    }
    guard let file = fopen(path, "we") else {
      throw ChildProgram.Failure(reason: "cannot write \(path)")
    }
    fputs(text, file)
    fclose(file)
    if text.hasPrefix("#!") { chmod(path, 0o755) }
  }

  /// The text of a file of the project.
  func read(_ name: String) throws -> String {
    try #require(contents(of: folder + "/" + name), "there is no file \(name)")
  }

  /// A JSON file of the project.
  func json(_ name: String) throws -> JSON { try JSON.parse(Array(try read(name).utf8)) }

  /// How many lines a counter outside the project has.
  func count(_ name: String) -> Int {
    (contents(of: outside + "/" + name) ?? "").split(separator: "\n").count
  }

  /// Runs a shell script in the project's folder and returns what it printed.
  @discardableResult
  func sh(_ script: String) throws -> String {
    let ended = try ChildProgram(
      ["/bin/sh", "-ec", script], in: folder, environment: environment, logs: nextLogs()
    ).wait()
    guard ended.status == 0 else {
      throw ChildProgram.Failure(reason: "\(script): \(ended.status)\n\(ended.errors)")
    }
    return ended.output
  }

  /// Makes the project a git repository whose branch `main` holds everything there is.
  func commitAll(_ message: String = "all") throws {
    try sh(
      """
      if ! [ -d .git ]; then
        git init -q -b main
        git config user.name 'Ada Example'; git config user.email ada@example.org
      fi
      git add -A; git commit -q --allow-empty -m '\(message)'
      """)
  }

  // MARK: perfkit

  /// Starts perfkit in the project's folder, or in one below it.
  func start(
    _ arguments: [String], below: String = "", setting variables: [String: String] = [:],
    output: ChildProgram.Output = .file
  ) throws -> ChildProgram {
    try ChildProgram(
      [Self.perfkit] + arguments, in: folder + below,
      environment: environment.merging(variables) { $1 }, logs: nextLogs(), output: output)
  }

  private func nextLogs() -> String {
    calls += 1
    return "\(root)/log/\(calls)"
  }

  // MARK: What is left

  /// The scratch folders that are there now.
  var scratchFolders: [String] {
    names(inFolder: temporary).filter { $0.hasPrefix("perfkit.") }
  }

  /// The running processes that carry this project's folder in their environment.
  var processes: [pid_t] {
    names(inFolder: "/proc").compactMap { pid_t($0) }.filter { pid in
      contents(of: "/proc/\(pid)/environ")?.contains(root + "/") ?? false
    }
  }
}
