internal import CPerfGit

/// A value of git's configuration with where it stands.
public struct ConfigurationValue: Sendable, Hashable {
  /// Whose file it stands in.
  public enum Scope: Int, Sendable, Hashable, Comparable {
    /// The machine's.
    case system
    /// The user's own.
    case user
    /// The repository's, which may have come from elsewhere together with its folder.
    case repository

    /// A later scope overrides an earlier one.
    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  /// The value.
  public var text: String
  /// Where it stands.
  public var scope: Scope

  /// Makes a value.
  public init(text: String, scope: Scope) {
    self.text = text
    self.scope = scope
  }
}

extension Repository {
  /// All values that git's configuration has for a name such as `user.signingKey`; the last one
  /// counts.
  ///
  /// `GIT_CONFIG_GLOBAL`, `GIT_CONFIG_COUNT` and `git -c` are not seen: libgit2 knows the files only.
  public func configurationValues(_ name: String) throws(GitError) -> [ConfigurationValue] {
    let config = try configuration()
    var iterator: OpaquePointer?
    let operation = "read \(name) from git's configuration"
    try library.check(
      library.git.git_config_multivar_iterator_new(&iterator, config.pointer, name, nil), operation)
    guard let iterator else { return [] }
    defer { library.git.git_config_iterator_free(iterator) }
    var values: [ConfigurationValue] = []
    var entry: UnsafeMutablePointer<git_config_entry>?
    while library.git.git_config_next(&entry, iterator) == 0, let found = entry?.pointee {
      let scope = Self.scope(found.level)
      let value = ConfigurationValue(
        text: found.value.map { String(cString: $0) } ?? "true", scope: scope)
      let place = values.lastIndex { $0.scope <= scope }.map { $0 + 1 } ?? 0
      values.insert(value, at: place)
    }
    return values
  }

  private static func scope(_ level: git_config_level_t) -> ConfigurationValue.Scope {
    switch level {
    case GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM: .system
    case GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL: .user
    default: .repository
    }
  }
}
