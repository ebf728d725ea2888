internal import PerfModel
internal import PerfProcess
internal import PerfRelease

/// Pushes one tag and nothing else, with the hooks of the repository off.
struct TagPush {
  let session: Session
  let folder: String
  let remote: String

  private static let limit: Duration = .seconds(300)

  /// Pushes a tag object as the tag, which the remote must not have.
  func push(_ object: String, as tag: String) throws(Problems) {
    var environment = session.environment
    environment["GIT_TERMINAL_PROMPT"] = "0"
    let entries = environment.map { $0 + "=" + $1 }.sorted()
    guard let git = ProgramSearch(entries).find("git") else {
      throw Problems([
        Problem("release.push", "there is no git on PATH", hint: "apt-get install git")
      ])
    }
    var command = Command(
      executable: git,
      arguments: [
        "git", "-c", "core.hooksPath=/dev/null", "push", "--quiet", "--no-verify",
        "--no-follow-tags", "--recurse-submodules=no", "--force-with-lease=refs/tags/\(tag):",
        "--", remote, "\(object):refs/tags/\(tag)",
      ], environment: entries, folder: folder)
    command.joinsStreams = true
    command.timeout = Self.limit
    let ended: Finished
    do throws(SpawnError) {
      ended = try Launcher.run(command)
    } catch {
      throw Problems([Problem("release.push", "\(error)")])
    }
    guard ended.termination != .exited(0) else { return }
    let said = Self.plain(ended.standardOutput.text)
    throw Problems([
      Problem(
        "release.push",
        "git could not push \(tag) to '\(Self.plain(remote))'"
          + (said.isEmpty ? "" : ": \(said)"),
        hint: "push it by hand: git push \(Self.plain(remote)) refs/tags/\(tag)",
        verdict: Interruption.signal == nil ? .error : .interrupted)
    ])
  }

  /// What git said, on one line and without the credentials that an address may hold.
  private static func plain(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).map { word -> Substring in
      guard let mark = word.firstRange(of: "://"), let at = word.lastIndex(of: "@"),
        mark.upperBound < at
      else { return word }
      return word[..<mark.upperBound] + word[word.index(after: at)...]
    }
    return words.joined(separator: " ")
  }
}
