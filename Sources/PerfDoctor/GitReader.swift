public import PerfModel

/// Asks git about the working folder and whoever works in it.
public struct GitReader: Sendable {
  private let ask: @Sendable ([String]) -> Tool.Answer
  private let variables: Set<Substring>

  /// Makes a reader of a folder and an environment.
  public init(environment: [String], folder: String) {
    let tool = Tool(environment: environment, folder: folder)
    self.init(environment: environment) { tool.ask($0) }
  }

  init(environment: [String], ask: @escaping @Sendable ([String]) -> Tool.Answer) {
    self.ask = ask
    variables = Set(environment.filter { !$0.hasSuffix("=") }.map { $0.prefix { $0 != "=" } })
  }

  /// What it says; names, addresses and keys are not kept.
  public func read() -> MachineFacts.Git {
    var git = MachineFacts.Git()
    let place = ask([
      "git", "rev-parse", "--is-inside-work-tree", "--is-bare-repository",
      "--is-shallow-repository",
    ])
    git.place = Self.place(place)
    let pattern = #"^(user\.(name|email|signingkey)|gpg\.format)$"#
    guard
      case .exited(let status, let output, _) = ask([
        "git", "config", "--null", "--get-regexp", pattern,
      ]),
      status <= 1
    else { return git }
    let values = Self.values(output)
    func isSet(_ key: String, _ names: Substring...) -> Bool {
      values[key]?.isEmpty == false || names.contains { variables.contains($0) }
    }
    git.hasIdentity =
      isSet("user.name", "GIT_COMMITTER_NAME")
      && isSet("user.email", "GIT_COMMITTER_EMAIL", "EMAIL")
    git.hasSigningKey = isSet("user.signingkey")
    let format = values["gpg.format"]?.lowercased() ?? "openpgp"
    git.signingFormat = ["openpgp", "ssh", "x509"].contains(format) ? format : nil
    return git
  }

  static func place(_ answer: Tool.Answer) -> MachineFacts.Git.Place {
    switch answer {
    case .exited(0, let output, _):
      let flags = output.split(separator: "\n").map { $0 == "true" }
      guard flags.count == 3 else { return .unknown }
      return flags[2] ? .shallow : flags[0] ? .workTree : flags[1] ? .bare : .outside
    case .exited(_, _, let errors):
      if errors.contains("dubious ownership") || errors.contains("unsafe repository") {
        return .refused
      }
      return errors.contains("not a git repository") ? .outside : .unknown
    case .absent, .silent: return .unknown
    }
  }

  /// The last value of each key of `git config --null`.
  private static func values(_ output: String) -> [String: String] {
    var values: [String: String] = [:]
    for entry in output.split(separator: "\0") {
      let parts = entry.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      values[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
    }
    return values
  }
}
