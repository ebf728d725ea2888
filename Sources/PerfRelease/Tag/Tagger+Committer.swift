public import PerfGit

extension Tagger {
  /// Whom git would name as the tagger: `GIT_COMMITTER_…`, else `committer.…`, else `user.…`.
  ///
  /// The time is SOURCE_DATE_EPOCH, else `GIT_COMMITTER_DATE` as `seconds +hhmm`, else `now`, in UTC
  /// unless the date says otherwise.
  public static func committer(
    of repository: borrowing Repository, environment: [String: String], now: Int
  ) throws(TagError) -> (tagger: Tagger, dateIsMeant: Bool) {
    func configured(
      _ part: String, _ repository: borrowing Repository
    ) throws(TagError) -> String? {
      do throws(GitError) {
        if let own = try repository.configurationValues("committer." + part).last {
          return own.text
        }
        return try repository.configurationValues("user." + part).last?.text
      } catch {
        throw .git(error)
      }
    }
    var name = environment["GIT_COMMITTER_NAME"]
    var email = environment["GIT_COMMITTER_EMAIL"]
    if name == nil { name = try configured("name", repository) }
    if email == nil { email = try configured("email", repository) }
    guard let name, let email else { throw .noIdentity }
    if let text = environment["SOURCE_DATE_EPOCH"] {
      guard let time = Int(text) else { throw .tagger("SOURCE_DATE_EPOCH is '\(text)'") }
      return (try Tagger(name: name, email: email, time: time), true)
    }
    guard let text = environment["GIT_COMMITTER_DATE"] else {
      return (try Tagger(name: name, email: email, time: now), false)
    }
    let parts = text.split(separator: " ")
    let seconds = parts.first.map { $0.hasPrefix("@") ? $0.dropFirst() : $0 }
    guard parts.count == 2, let time = seconds.flatMap({ Int($0) }) else {
      throw .tagger("GIT_COMMITTER_DATE is '\(text)', not 'seconds +hhmm'")
    }
    return (
      try Tagger(name: name, email: email, time: time, zone: String(parts[1])), true
    )
  }
}
