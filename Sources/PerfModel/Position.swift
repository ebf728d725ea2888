/// A place in perfkit.yaml, for messages about what stands there.
public struct Position: Sendable, Hashable {
  /// The line, from 1.
  public var line: Int
  /// The column in characters, from 1.
  public var column: Int
  /// How many characters the thing at this place is long.
  public var length: Int

  /// Makes a position.
  public init(line: Int, column: Int, length: Int = 1) {
    self.line = line
    self.column = column
    self.length = length
  }
}
