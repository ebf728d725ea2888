import Glibc
import PerfProcess

/// Runs scripts in a throw-away folder.
public final class ScriptFolder {
  /// A script that failed, with what it printed.
  public struct Failure: Error {
    /// What the script printed.
    public let output: String

    /// Makes a failure.
    public init(output: String) { self.output = output }
  }

  /// The folder.
  public let folder: String
  /// What every script begins with.
  private let settings: String

  /// Makes a folder with a short path: sockets lie in it.
  public init(_ settings: String = "") {
    var name = Array("/tmp/pkt.XXXXXX".utf8CString)
    mkdtemp(&name)
    folder = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    self.settings = settings
  }

  deinit { _ = system("rm -rf '\(folder)'") }

  /// Runs a script in the folder and returns what it printed, standard error included.
  @discardableResult
  public func run(_ script: String) throws -> String {
    let whole = """
      set -e; cd '\(folder)'; exec 2>&1 </dev/null
      unset GIT_DIR GPG_TTY SSH_AUTH_SOCK DISPLAY; export LC_ALL=C TZ=UTC HOME='\(folder)'
      export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
      export GIT_AUTHOR_DATE='1700000000 +0000' GIT_COMMITTER_DATE='1700000000 +0000'
      \(settings)
      \(script)
      """
    let (text, status) = try Launcher.alone { () throws(Failure) in
      guard let stream = popen(whole, "r") else { throw Failure(output: "popen") }
      var output: [UInt8] = []
      while case let byte = getc(stream), byte != EOF { output.append(UInt8(byte)) }
      return (String(decoding: output, as: UTF8.self), pclose(stream))
    }
    guard status == 0 else { throw Failure(output: text) }
    return text
  }

  /// The last line that a script prints.
  public func line(_ script: String) throws -> String {
    String(try run(script).split(separator: "\n").last ?? "")
  }

  /// Writes a file in the folder.
  public func write(_ bytes: [UInt8], to name: String) throws {
    guard let file = fopen(folder + "/" + name, "w") else { throw Failure(output: name) }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  /// The bytes of a file in the folder.
  public func bytes(_ name: String) throws -> [UInt8] {
    guard let file = fopen(folder + "/" + name, "r") else { throw Failure(output: name) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = getc(file), byte != EOF { bytes.append(UInt8(byte)) }
    return bytes
  }
}
