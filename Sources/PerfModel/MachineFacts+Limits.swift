extension MachineFacts {
  /// The tightest limits of the control groups around perfkit.
  public struct ControlGroup: Sendable, Hashable {
    /// 1 or 2; nil where there are no control groups.
    public var version: Int?
    /// How many processors' time it may use; nil: no limit.
    public var processors: Double?
    /// How many bytes of memory it may use; nil: no limit.
    public var memory: UInt64?
    /// How often it was stopped for its quota while doctor watched.
    public var throttled: Int?
    /// Makes groups without a limit.
    public init() {}
  }

  /// Memory in bytes.
  public struct Memory: Sendable, Hashable {
    /// All there is.
    public var total: UInt64?
    /// What programs could get without swapping.
    public var available: UInt64?
    /// Swap there is.
    public var swapTotal: UInt64?
    /// Swap in use.
    public var swapUsed: UInt64?
    /// When the kernel uses huge pages: `always`, `madvise` or `never`.
    public var hugePages: String?
    /// Makes a memory of which nothing is known.
    public init() {}
  }

  /// Limits that a process inherits.
  public struct Limits: Sendable, Hashable {
    /// How many files it may have open.
    public var openFiles: Bound?
    /// How many processes its user may have.
    public var processes: Bound?
    /// Makes limits of which nothing is known.
    public init() {}

    /// A limit; nil: none.
    public struct Bound: Sendable, Hashable {
      /// The one that holds.
      public var soft: UInt64?
      /// The one up to which it may be raised.
      public var hard: UInt64?
      /// Makes a limit.
      public init(soft: UInt64?, hard: UInt64?) {
        self.soft = soft
        self.hard = hard
      }
    }
  }

  /// A folder's file system.
  public struct Storage: Sendable, Hashable {
    /// What perfkit uses the folder for: `TMPDIR` or `.perfkit`.
    public var name: String
    /// Bytes that may still be written.
    public var free: UInt64
    /// Bytes in all.
    public var total: UInt64
    /// Makes a file system.
    public init(name: String, free: UInt64, total: UInt64) {
      self.name = name
      self.free = free
      self.total = total
    }
  }
}
