public import PerfModel

/// What a release consists of and what it was made from (`perfkit-release/1`).
///
/// Notes, payloads, checksums, SBOMs and attestations are functions of it, and the signed tag
/// carries its digest. It holds no name of a machine or a person, no absolute path, and no time
/// but the commit's.
public struct ReleaseManifest: Sendable, Hashable {
  /// The release before this one.
  public struct Previous: Sendable, Hashable {
    /// Its tag.
    public var tag: String
    /// The commit it is of, in hexadecimal.
    public var commit: String

    /// Makes a reference.
    public init(tag: String, commit: String) {
      self.tag = tag
      self.commit = commit
    }
  }

  /// The record of one suite that the release relies on.
  public struct Evidence: Sendable, Hashable {
    /// The suite.
    public var suite: String
    /// The run's name.
    public var run: String
    /// SHA-256 of the record's bytes.
    public var sha256: String
    /// What the run concluded.
    public var verdict: Verdict

    /// Makes an entry.
    public init(suite: String, run: String, sha256: String, verdict: Verdict) {
      self.suite = suite
      self.run = run
      self.sha256 = sha256
      self.verdict = verdict
    }
  }

  /// A gate that was passed by a decision.
  public struct Override: Sendable, Hashable {
    /// The gate's name.
    public var gate: String
    /// Why, in the words of whoever decided.
    public var reason: String

    /// Makes an entry.
    public init(gate: String, reason: String) {
      self.gate = gate
      self.reason = reason
    }
  }

  /// The bytes of the notes.
  public struct Notes: Sendable, Hashable {
    /// SHA-256 in hexadecimal.
    public var sha256: String
    /// Bytes.
    public var size: Int

    /// Makes an entry.
    public init(sha256: String, size: Int) {
      self.sha256 = sha256
      self.size = size
    }
  }

  /// The project's name.
  public var project: String
  /// The tag.
  public var tag: String
  /// The version that the tag stands for, such as `0.9-beta`.
  public var version: String
  /// The commit, in hexadecimal.
  public var commit: String
  /// The commit's tree.
  public var tree: String
  /// The commit's time.
  public var commitTime: UTCTime
  /// The public address of the repository, without credentials; nil where none is known.
  public var repository: String?
  /// The licence as an SPDX expression; nil where none is declared.
  public var license: String?
  /// The release before this one; nil of the first.
  public var previous: Previous?
  /// Why it is that one, or why there is none.
  public var previousReason: String
  /// How the engines were built.
  public var build: ReleaseBuild
  /// SHA-256 of the configuration that the suites ran with.
  public var configDigest: String?
  /// Source packages that went in.
  public var dependencies: [SourceDependency]
  /// The files that are published, sorted by name.
  public var artefacts: [ReleaseArtefact]
  /// The records that the release relies on.
  public var evidence: [Evidence]
  /// Performance against the previous release.
  public var performance: ReleasePerformance
  /// The notes; nil before they are rendered.
  public var notes: Notes?
  /// Gates that were passed by a decision.
  public var overrides: [Override]

  /// Makes a manifest without artefacts, evidence and notes.
  public init(
    project: String, tag: String, version: String, commit: String, tree: String,
    commitTime: UTCTime, previousReason: String, build: ReleaseBuild,
    performance: ReleasePerformance
  ) {
    self.project = project
    self.tag = tag
    self.version = version
    self.commit = commit
    self.tree = tree
    self.commitTime = commitTime
    self.previousReason = previousReason
    self.build = build
    self.performance = performance
    dependencies = []
    artefacts = []
    evidence = []
    overrides = []
  }
}
