public import PerfModel

/// Asks for GnuPG's secret keys, without starting its agent and without creating its folder.
public struct KeyReader: Sendable {
  private let files: SystemFiles
  private let ask: @Sendable ([String]) -> Tool.Answer
  private let home: String?

  /// Makes a reader of the keys that an environment leads to.
  public init(environment: [String], folder: String) {
    let tool = Tool(environment: environment, folder: folder)
    self.init(.kernel, environment: environment) { tool.ask($0) }
  }

  init(
    _ files: SystemFiles, environment: [String],
    ask: @escaping @Sendable ([String]) -> Tool.Answer
  ) {
    self.files = files
    self.ask = ask
    func value(_ name: String) -> String? {
      environment.last { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
    }
    home = value("GNUPGHOME") ?? value("HOME").map { $0 + "/.gnupg" }
  }

  /// What there is.
  public func read() -> MachineFacts.Keys {
    var keys = MachineFacts.Keys()
    if let home {
      keys.secret = files.names(in: home + "/private-keys-v1.d").count { $0.hasSuffix(".key") }
    }
    switch ask(["gpg-connect-agent", "--no-autostart", "keyinfo --list", "/bye"]) {
    case .absent: break
    case .silent: keys.agent = .silent
    case .exited(_, let output, _):
      let lines = output.split(separator: "\n")
      guard lines.contains("OK") else {
        keys.agent = .idle
        break
      }
      keys.agent = .running
      let listed = lines.compactMap { Self.isLocked($0) }
      keys.secret = max(keys.secret ?? 0, listed.count)
      keys.locked = listed.count { $0 }
    }
    return keys
  }

  /// Whether the key of a line `S KEYINFO KEYGRIP TYPE SERIAL ID CACHED PROTECTION …` needs a
  /// passphrase that is not at hand; nil of another line.
  private static func isLocked(_ line: Substring) -> Bool? {
    let fields = line.split(separator: " ")
    guard fields.count >= 8, fields[0] == "S", fields[1] == "KEYINFO" else { return nil }
    return fields[7] == "P" && fields[6] != "1"
  }
}
