extension MachineFacts {
  /// The processor's counters.
  public struct Counters: Sendable, Hashable {
    /// What came of counting instructions for real.
    public var instructions = Instructions.unavailable(.other(0))
    /// `kernel.perf_event_paranoid`.
    public var paranoid: Int?
    /// Makes counters that were not tried.
    public init() {}

    /// Whether instructions can be counted.
    public enum Instructions: Sendable, Hashable {
      /// They were.
      case available
      /// The kernel said no.
      case unavailable(Reason)
    }

    /// Why the kernel counts nothing.
    public enum Reason: Sendable, Hashable {
      /// The user may not.
      case forbidden
      /// The processor, or the hypervisor, has no such counter.
      case absent
      /// The kernel has no counters, or a sandbox hides them.
      case unknownCall
      /// Another error number.
      case other(Int32)
    }
  }

  /// A library or tool that perfkit uses.
  public struct Package: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// What became of asking for its version.
    public var state: State
    /// The Debian package that has it, or nil where Debian has none.
    public var debian: String?
    /// What it is needed for.
    public var purpose: String
    /// Whether most of perfkit does not work without it.
    public var isNeeded: Bool
    /// Makes a package.
    public init(
      name: String, state: State, debian: String?, purpose: String, isNeeded: Bool = false
    ) {
      self.name = name
      self.state = state
      self.debian = debian
      self.purpose = purpose
      self.isNeeded = isNeeded
    }

    /// Whether it is there.
    public enum State: Sendable, Hashable {
      /// It is, with its version as it says.
      case installed(version: String)
      /// It is not.
      case missing
      /// It is there and did not tell its version.
      case unusable(String)
    }

    /// The version, if it is installed.
    public var version: String? {
      if case .installed(let version) = state { version } else { nil }
    }
  }

  /// What git says of the working folder and its user.
  public struct Git: Sendable, Hashable {
    /// Where doctor stands.
    public var place = Place.unknown
    /// Whether commits have a name and an address of whoever makes them.
    public var hasIdentity: Bool?
    /// Whether a key to sign with is configured.
    public var hasSigningKey: Bool?
    /// How it signs: `openpgp`, `ssh` or `x509`.
    public var signingFormat: String?
    /// Makes a git that was not asked.
    public init() {}

    /// What kind of folder it is to git.
    public enum Place: String, Sendable, Hashable {
      case workTree = "work-tree"
      /// A work tree whose history is cut off.
      case shallow
      case bare
      case outside = "none"
      /// One that belongs to another user; git refuses to read it.
      case refused
      case unknown
    }
  }

  /// The secret keys of GnuPG.
  public struct Keys: Sendable, Hashable {
    /// How many there are.
    public var secret: Int?
    /// How many of them need a passphrase that the agent does not hold now.
    public var locked: Int?
    /// Whether the agent answers.
    public var agent = Agent.unknown
    /// Makes keys that were not asked for.
    public init() {}

    /// The agent that holds secret keys.
    public enum Agent: String, Sendable, Hashable {
      case running
      /// It is not running; gpg starts it when it needs it.
      case idle
      /// It gave no answer in time.
      case silent
      case unknown
    }
  }
}
