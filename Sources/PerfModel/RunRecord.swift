/// What one command ran and measured (`perfkit-run/1`).
public struct RunRecord: Sendable, Hashable {
  /// The sources a run was made from.
  public struct Revision: Sendable, Hashable {
    /// The commit, in hexadecimal; nil before the first one.
    public var commit: String?
    /// The commit's tree.
    public var tree: String?
    /// Whether the work tree differs from the commit.
    public var dirty: Bool
    /// The identity of the files themselves, whatever is committed.
    public var content: String
    /// The ref the user asked for, or nil for the work tree.
    public var ref: String?

    /// Makes a revision.
    public init(commit: String?, tree: String?, dirty: Bool, content: String, ref: String? = nil) {
      self.commit = commit
      self.tree = tree
      self.dirty = dirty
      self.content = content
      self.ref = ref
    }
  }

  /// A file that an engine consists of or that a run read.
  public struct Artefact: Sendable, Hashable {
    /// The path, relative to where the file was built.
    public var path: String
    /// SHA-256 in hexadecimal.
    public var sha256: String
    /// Bytes.
    public var size: Int

    /// Makes an artefact.
    public init(path: String, sha256: String, size: Int) {
      self.path = path
      self.sha256 = sha256
      self.size = size
    }
  }

  /// An engine as built.
  public struct BuiltEngine: Sendable, Hashable {
    /// The engine's name.
    public var name: String
    /// The kind of its build.
    public var build: String
    /// The compiler's version line.
    public var toolchain: String
    /// The named variables of the build, `NAME=value`.
    public var flags: [String]
    /// What the build left.
    public var artefacts: [Artefact]

    /// Makes an engine.
    public init(
      name: String, build: String, toolchain: String, flags: [String], artefacts: [Artefact]
    ) {
      self.name = name
      self.build = build
      self.toolchain = toolchain
      self.flags = flags
      self.artefacts = artefacts
    }
  }

  /// The run's name: UTC time and eight hex digits; names sort by time.
  public var id: String
  /// The command that made it, such as `smoke`.
  public var command: String
  /// The project's name.
  public var project: String
  /// The machine.
  public var host: Host
  /// The sources, or nil outside git.
  public var revision: Revision?
  /// The identity of the sources, also outside git.
  public var content: String
  /// The compilers' version lines, joined.
  public var toolchain: String
  /// SHA-256 of perfkit.yaml.
  public var configDigest: String
  /// Whether the command line left out or changed anything that the configuration says.
  public var narrowed: Bool
  /// The options of the command line that changed what ran or how it was judged; nil: not known.
  public var arguments: [String]?
  /// The variant all cases ran with, or nil.
  public var variant: String?
  /// The engines as built.
  public var engines: [BuiltEngine]
  /// The cases in the order they ran.
  public var cases: [CaseRecord]
  /// What is worth knowing and does not decide.
  public var warnings: [Problem]
  /// What went wrong.
  public var errors: [Problem]
  /// The verdict.
  public var verdict: Verdict
  /// The exit status.
  public var exit: Int32
  /// The comparison with baselines, if any was made.
  public var comparison: Comparison?

  /// Makes an empty record.
  public init(
    id: String, command: String, project: String, host: Host, revision: Revision?, content: String,
    toolchain: String, configDigest: String
  ) {
    self.id = id
    self.command = command
    self.project = project
    self.host = host
    self.revision = revision
    self.content = content
    self.toolchain = toolchain
    self.configDigest = configDigest
    self.narrowed = false
    self.engines = []
    self.cases = []
    self.warnings = []
    self.errors = []
    self.verdict = .pass
    self.exit = 0
  }
}
