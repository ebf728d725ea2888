public import PerfGit

/// Makes a history of commits that come one by one, newest first.
public struct HistoryBuilder {
  private struct Undoing {
    var target: String
    var change: String
    var kind: ChangeKind
  }

  /// How many bytes of a first line, and of what a commit says it breaks, are kept.
  private static let mostBytes = (text: 1 << 10, breaking: 8 << 10)

  private var history = History()
  private var people: [LoggedCommit.Person: Int] = [:]
  /// Reverts whose target has not come yet, by its first seven digits.
  private var undoings: [Substring: [Undoing]] = [:]

  /// Begins with nothing.
  public init() {}

  /// Adds a commit; one that reverts another must come before it.
  public mutating func add(_ commit: LoggedCommit) {
    history.commits += 1
    let parsed = ConventionalCommit(message: commit.message)
    if parsed.type != nil { history.conventional += 1 }
    people[commit.author, default: 0] += 1
    for footer in parsed.footers where footer.token.lowercased() == "co-authored-by" {
      if let person = Self.person(footer.value) { people[person, default: 0] += 1 }
    }
    if let undoing = takeUndoing(of: commit.id) {
      history.changes[undoing.kind]?.removeAll { $0.commit == undoing.change }
      history.undone += 2
    } else if commit.parents > 1 && parsed.type == nil {
      history.merges += 1
    } else {
      let change = Self.change(commit.id, parsed)
      history.changes[change.kind, default: []].append(change)
      if let target = parsed.reverted {
        let undoing = Undoing(target: target, change: commit.id, kind: change.kind)
        undoings[target.prefix(7), default: []].append(undoing)
      }
    }
  }

  /// Everybody met so far, before any mailmap, in a fixed order.
  public var everybody: [LoggedCommit.Person] {
    people.keys.sorted { ($0.name, $0.email) < ($1.name, $1.email) }
  }

  /// The history; `names` are the names and addresses that `everybody` goes by, in the same order.
  public func finished(names: [LoggedCommit.Person]) -> History {
    var authors: [String: History.Author] = [:]
    for (person, name) in zip(everybody, names) {
      let key = name.email.isEmpty ? name.name : name.email.lowercased()
      let known = authors[key]
      authors[key] = History.Author(
        name: known?.name ?? name.name, email: known?.email ?? name.email,
        commits: (known?.commits ?? 0) + (people[person] ?? 0))
    }
    var finished = history
    finished.authors = authors.values.sorted {
      ($1.commits, $0.name, $0.email) < ($0.commits, $1.name, $1.email)
    }
    return finished
  }

  private mutating func takeUndoing(of commit: String) -> Undoing? {
    guard !undoings.isEmpty, let place = undoings[commit.prefix(7)] else { return nil }
    guard let index = place.firstIndex(where: { commit.hasPrefix($0.target) }) else { return nil }
    return undoings[commit.prefix(7)]?.remove(at: index)
  }

  private static func change(_ id: String, _ parsed: ConventionalCommit) -> Change {
    let isPlainRevert = parsed.type == nil && parsed.reverted != nil
    var issues = IssueReference.numbers(in: parsed.description)
    for footer in parsed.footers where footer.value.utf8.contains(UInt8(ascii: "#")) {
      issues += IssueReference.numbers(in: footer.value).filter { !issues.contains($0) }
    }
    return Change(
      commit: id, kind: isPlainRevert ? .revert : ChangeKind(type: parsed.type),
      scope: parsed.scope, text: cut(parsed.description, mostBytes.text),
      isBreaking: parsed.isBreaking,
      breakingText: parsed.breakingText.map { cut($0, mostBytes.breaking) },
      issues: Array(issues.prefix(20)))
  }

  /// The longest beginning of whole characters within so many bytes.
  private static func cut(_ text: String, _ bytes: Int) -> String {
    guard text.utf8.count > bytes else { return text }
    var end = text.utf8.index(text.startIndex, offsetBy: bytes)
    while end.samePosition(in: text.unicodeScalars) == nil { end = text.utf8.index(before: end) }
    return String(text[..<end]) + "…"
  }

  /// `Name <address>`.
  private static func person(_ text: String) -> LoggedCommit.Person? {
    guard let open = text.lastIndex(of: "<"), let close = text.lastIndex(of: ">"), open < close
    else { return nil }
    let name = ConventionalCommit.trimmed(text[..<open])
    let email = ConventionalCommit.trimmed(text[text.index(after: open)..<close])
    guard !name.isEmpty, !name.contains("\n"), !email.contains("\n") else { return nil }
    return LoggedCommit.Person(name: name, email: email)
  }
}
