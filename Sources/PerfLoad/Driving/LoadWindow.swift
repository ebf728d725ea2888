/// What happened in one window of a load's time.
public struct LoadWindow: Sendable, Hashable {
  /// Operations whose intended start lies in the window.
  public var offered = 0
  /// Operations that were answered in the window.
  public var done = 0
  /// Operations that were answered with an error in the window.
  public var failed = 0
  /// Operations intended and not answered yet at the window's end.
  public var backlog = 0
  /// The longest response time of an answer in the window, in nanoseconds.
  public var longest: UInt64 = 0

  /// Makes an empty window.
  public init() {}
}
