/// A stored baseline of one suite: a run record with its history.
public struct Baseline: Sendable, Hashable {
  /// One acceptance of new values.
  public struct Acceptance: Sendable, Hashable {
    /// The UTC time, `YYYY-MM-DDTHH:MM:SSZ`.
    public var when: String
    /// git's configured name of the person.
    public var who: String
    /// The reason given.
    public var why: String
    /// SHA-256 of the file it replaced, or nil for the first.
    public var previousSHA256: String?

    /// Makes an acceptance.
    public init(when: String, who: String, why: String, previousSHA256: String?) {
      self.when = when
      self.who = who
      self.why = why
      self.previousSHA256 = previousSHA256
    }
  }

  /// Timing values of one session, for comparison by sessions.
  public struct Session: Sendable, Hashable {
    /// The UTC time it was recorded.
    public var when: String
    /// The host's fingerprint.
    public var fingerprint: String
    /// The toolchain.
    public var toolchain: String
    /// Values by case and metric.
    public var samples: [String: [String: [Double]]]

    /// Makes a session.
    public init(
      when: String, fingerprint: String, toolchain: String,
      samples: [String: [String: [Double]]]
    ) {
      self.when = when
      self.fingerprint = fingerprint
      self.toolchain = toolchain
      self.samples = samples
    }
  }

  /// The baseline's name.
  public var name: String
  /// The suite.
  public var suite: String
  /// The record it holds.
  public var record: RunRecord
  /// Who accepted what, oldest first.
  public var accepted: [Acceptance]
  /// The sessions, oldest first.
  public var sessions: [Session]

  /// Makes a baseline.
  public init(
    name: String, suite: String, record: RunRecord, accepted: [Acceptance], sessions: [Session]
  ) {
    self.name = name
    self.suite = suite
    self.record = record
    self.accepted = accepted
    self.sessions = sessions
  }
}
