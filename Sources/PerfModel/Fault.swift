/// What a case's engine is made to suffer while it is loaded.
public struct Fault: Sendable, Hashable {
  /// The way from the load to the engine, or back, or both.
  public enum Toward: String, Sendable, Hashable, CaseIterable {
    case engine, driver, both
  }

  /// A link that loses, delays, reorders and repeats lines.
  public struct Link: Sendable, Hashable {
    /// Which way it lies.
    public var toward = Toward.engine
    /// The chance to go from the good to the bad state with a line.
    public var p = 0.0
    /// The chance to go from the bad to the good state with a line.
    public var r = 1.0
    /// The share of lines that the bad state lets through.
    public var h = 1.0
    /// The share of lines that the good state lets through.
    public var k = 1.0
    /// What every line takes.
    public var delay = Duration.zero
    /// The standard deviation of the delay.
    public var jitter = Duration.zero
    /// How much of a line's deviation the next one has too.
    public var correlation = 0.0
    /// The share of lines that pass without delay.
    public var reorder = 0.0
    /// The share of lines that arrive twice.
    public var duplicate = 0.0
    /// Lines a second that pass; nil: any number.
    public var rate: Double?
    /// How many lines may wait for a link with a rate.
    public var queue = 1000

    /// Whether lines can be lost.
    public var loses: Bool { p * (1 - h) + r * (1 - k) > 0 || rate != nil }
  }

  /// A signal to the engine at a moment of the load.
  public enum Signal: Sendable, Hashable {
    /// The engine stands still for a while.
    case stop(at: Duration, for: Duration)
    /// The engine is killed, and started again some time after.
    case kill(at: Duration, after: Duration)
  }

  /// A disk that is slow or full.
  public struct Disk: Sendable, Hashable {
    /// What every write takes.
    public var delay: Duration?
    /// Bytes after which writes fail for want of room.
    public var limit: Int?
  }

  /// The name.
  public var name: String
  /// The link between load and engine; nil: it is left alone.
  public var link: Link?
  /// The signal; nil: none.
  public var signal: Signal?
  /// The disk; nil: it is left alone.
  public var disk: Disk?
}

/// A fault as declared: its values may hold `${…}`, so that matrices can vary them.
public struct FaultDeclaration: Sendable, Hashable {
  /// The name, for `under` and the names of cases.
  public var name: String
  /// The declared texts by key; those of a mapping below as `ge.p`, `disk.limit`.
  public var values: [String: Word]
  /// Where it is declared.
  public var position: Position

  /// The key that the names of cases under a fault carry.
  public static let caseKey = "under"

  /// Makes a declaration.
  public init(name: String, values: [String: Word], position: Position) {
    self.name = name
    self.values = values
    self.position = position
  }
}
