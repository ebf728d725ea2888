/// Why a JSON document is not the perfkit document it should be.
public struct DocumentError: Error, Sendable, Hashable {
  /// The member that is missing or has another type, as a path such as `cases[0].name`.
  public var member: String
  /// What was expected there.
  public var expected: String

  /// Makes an error.
  public init(member: String, expected: String) {
    self.member = member
    self.expected = expected
  }
}
