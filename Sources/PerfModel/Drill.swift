/// A failover drill: the case's command is killed at many places, and each time recovered.
public struct Drill: Sendable, Hashable {
  /// What is done to the end of a file between a kill and its recovery.
  public struct Tear: Sendable, Hashable {
    /// How the end is torn.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      /// Bytes are added, as a write leaves them that a crash cut short.
      case append
      /// Bytes are taken away, as a disk does that did not keep what it promised.
      case cut
    }

    /// The file, relative to the working folder.
    public var file: String
    /// How its end is torn.
    public var kind: Kind
    /// The most bytes; each kill has a seeded number from 1.
    public var most: Int

    /// Makes a tear.
    public init(file: String, kind: Kind, most: Int) {
      self.file = file
      self.kind = kind
      self.most = most
    }
  }

  /// How often the engine is killed.
  public var kills: Int
  /// The command that recovers and goes on to the end; may hold `${…}`.
  public var recover: [Word]
  /// What is torn after each kill.
  public var tear: Tear?
  /// Where it is declared.
  public var position: Position

  /// The kills of a drill that does not say.
  public static let standardKills = 100

  /// Makes a drill.
  public init(
    kills: Int = standardKills, recover: [Word], tear: Tear? = nil,
    position: Position = Position(line: 1, column: 1)
  ) {
    self.kills = kills
    self.recover = recover
    self.tear = tear
    self.position = position
  }
}
