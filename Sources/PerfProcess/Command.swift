/// A program to run, with everything it will see: nothing is inherited but limits and priorities.
public struct Command: Sendable {
  /// Where a child's standard input comes from.
  public enum Input: Sendable, Equatable {
    /// Nothing to read: `/dev/null`.
    case null
    /// The file at this path, read from its beginning.
    case file(String)
    /// An open descriptor, which stays the caller's.
    case descriptor(Int32)
  }

  /// Where one of a child's output streams goes.
  public enum Output: Sendable, Equatable {
    /// Into memory, up to the command's cap, and to the observer of the run.
    case capture
    /// To `/dev/null`.
    case discard
    /// To the stream of the same kind of the calling process.
    case inherit
    /// Into the file at this path, emptied first; perfkit neither sees nor limits it.
    case file(String)
    /// Into an open descriptor, which stays the caller's.
    case descriptor(Int32)
  }

  /// The path of the program; it is not searched for, and a relative one counts from `folder`.
  public var executable: String
  /// The arguments, beginning with the name the program is called by.
  public var arguments: [String] {
    get { packedArguments.strings }
    set { packedArguments = PackedStrings(newValue) }
  }
  /// The whole environment, each entry as `NAME=value`, passed in this order.
  public var environment: [String] {
    get { packedEnvironment.strings }
    set { packedEnvironment = PackedStrings(newValue) }
  }
  /// The length of an entry `PERFKIT_PAD=xxx…` behind the others; nil: there is none.
  public var padding: Int?
  /// The working folder; a relative one counts from the caller's, which is to stay the same.
  public var folder: String
  /// Where standard input comes from.
  public var input: Input = .null
  /// Where standard output goes.
  public var standardOutput: Output = .capture
  /// Where standard error goes, unless `joinsStreams`.
  public var standardError: Output = .capture
  /// Whether standard error goes the way of standard output, in the order written.
  public var joinsStreams = false
  /// How many bytes of each captured stream are kept: the first and the last half of this many.
  public var outputCap = 16 << 20
  /// Whether a write to a captured stream waits until the one before it was read, so that the
  /// program is never further ahead than that of what the observer of the run has seen.
  public var pacesOutput = false
  /// How long the program may run before it is ended; nil: as long as it likes.
  public var timeout: Duration?
  /// How long a program that is being ended may take between SIGTERM and SIGKILL.
  public var grace: Duration = .milliseconds(500)
  /// Whether what outlives the program is found and ended; not needed of a program that is known to
  /// leave nothing.
  public var endsRemains = true
  /// The only CPU the program may run on; nil: any of those perfkit may use.
  public var affinity: Int?
  /// The socket of a `FaultyDisk` that decides on the program's file writes; nil: the kernel does.
  public var supervisor: Int32?
  /// An event that is counted in the program and its descendants, where that is possible.
  public var counts: CountedEvent?

  private(set) var packedArguments: PackedStrings
  private(set) var packedEnvironment: PackedStrings

  /// The working folder of the calling process, the cheapest one to start in.
  public static let callersFolder = "."

  /// A command with captured output, no input and no time limit.
  public init(
    executable: String, arguments: [String], environment: [String], folder: String
  ) {
    self.executable = executable
    packedArguments = PackedStrings(arguments)
    packedEnvironment = PackedStrings(environment)
    self.folder = folder
  }
}
