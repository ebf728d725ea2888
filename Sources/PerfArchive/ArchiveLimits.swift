/// What an archive may hold at most, so that a small file cannot fill memory or disk.
public struct ArchiveLimits: Sendable, Hashable {
  /// Members.
  public var members: Int
  /// Bytes of one unpacked member.
  public var memberSize: Int
  /// Bytes of all unpacked members together.
  public var totalSize: Int

  /// Makes limits; by default 20 000 members and 4 GiB, 2 GiB a member.
  public init(members: Int = 20_000, memberSize: Int = 2 << 30, totalSize: Int = 4 << 30) {
    self.members = members
    self.memberSize = memberSize
    self.totalSize = totalSize
  }
}
