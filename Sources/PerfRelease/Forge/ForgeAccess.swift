/// Where a forge's API is, and with what right it is used.
public struct ForgeAccess: Sendable {
  /// The API's address, without a slash at its end, such as `https://api.github.com`.
  public var address: String
  /// `OWNER/NAME`, on GitLab any path of groups.
  public var repository: String
  /// The token; it goes into a header and nowhere else.
  public var token: String
  /// Waits some seconds before a request is repeated.
  public var wait: @Sendable (Int) -> Void
  /// Whether the user wants it to end; asked while bytes travel.
  public var isCancelled: @Sendable () -> Bool

  /// Makes an access.
  public init(
    address: String, repository: String, token: String, wait: @escaping @Sendable (Int) -> Void,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.address = address
    self.repository = repository
    self.token = token
    self.wait = wait
    self.isCancelled = isCancelled
  }
}
