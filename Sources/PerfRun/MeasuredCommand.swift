/// A command to be measured in the caller's folder and environment.
public struct MeasuredCommand: Sendable, Hashable {
  /// The name in reports: the command as given.
  public var name: String
  /// The words; the first one is the program.
  public var words: [String]
  /// Words run before each run, not timed.
  public var prepare: [String]?
  /// Words run after each run, not timed.
  public var conclude: [String]?
  /// Words run once before all runs, not timed.
  public var setup: [String]?
  /// Words run once after all runs, not timed.
  public var cleanup: [String]?

  /// Makes a command without anything around it.
  public init(name: String, words: [String]) {
    self.name = name
    self.words = words
  }
}
