/// A commit as a log shows it.
public struct LoggedCommit: Sendable, Hashable {
  /// A name with an e-mail address, as a commit or a trailer has it.
  public struct Person: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The address.
    public var email: String

    /// Makes a person.
    public init(name: String, email: String) {
      self.name = name
      self.email = email
    }
  }

  /// The object name: 40 lower-case hexadecimal digits.
  public var id: String
  /// How many parents it has; a merge has two or more.
  public var parents: Int
  /// Who wrote it, before any mailmap.
  public var author: Person
  /// The whole message.
  public var message: String

  /// Makes a commit's description.
  public init(id: String, parents: Int, author: Person, message: String) {
    self.id = id
    self.parents = parents
    self.author = author
    self.message = message
  }
}
