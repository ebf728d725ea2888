internal import Glibc

/// Waits for another thread: looks again at once for a while, then lets others run in between.
public struct Patience: ~Copyable {
  /// How often a thread looks again before it gives its processor away.
  public static let spins = 2_000

  @usableFromInline var looks = 0

  /// Makes a fresh wait.
  @inlinable
  public init() {}

  /// Call it each time that there was nothing to do.
  @inlinable
  public mutating func wait() {
    looks &+= 1
    if looks > Self.spins { Self.giveWay() }
  }

  /// Call it when there was something to do.
  @inlinable
  public mutating func reset() { looks = 0 }

  @usableFromInline
  static func giveWay() { sched_yield() }
}
