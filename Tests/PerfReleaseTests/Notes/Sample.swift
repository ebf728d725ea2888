import PerfModel
import PerfRelease
import PerfTemplates

/// A release to make texts of.
enum Sample {
  static let commit = String(repeating: "c", count: 40)
  static let base = String(repeating: "b", count: 40)

  static func templates(
    notes: String? = nil, announcement: String? = nil
  ) throws(Problems) -> ReleaseTemplates {
    func source(_ text: Templates.ReleaseText, _ own: String?) -> ReleaseTemplates.Source {
      ReleaseTemplates.Source(
        file: text.rawValue, bytes: own.map { Array($0.utf8) } ?? Templates.release(text))
    }
    return try ReleaseTemplates(
      notes: source(.notes, notes), changelogEntry: source(.changelogEntry, nil),
      announcement: source(.announcement, announcement))
  }

  static func texts() throws -> ReleaseTexts { ReleaseTexts(try templates()) }

  static func change(
    _ kind: ChangeKind, _ text: String, scope: String? = nil, breaking: String? = nil,
    issues: [Int] = []
  ) -> Change {
    Change(
      commit: commit, kind: kind, scope: scope, text: text, isBreaking: breaking != nil,
      breakingText: breaking, issues: issues)
  }

  static func input(_ changes: [Change] = [], previous: String? = "v0.8") -> NotesInput {
    var input = NotesInput(
      project: "demo", tag: "v0.9-beta", commit: commit, day: "2026-01-02",
      previous: previous.map { PreviousRelease(tag: $0, commit: base, reason: .nearest) })
    for change in changes { input.history.changes[change.kind, default: []].append(change) }
    input.history.commits = changes.count
    return input
  }

  static let forge = ReleasePolicy.Forge(
    kind: .github, repository: "o/r", url: "https://github.com")

  /// A perfkit-comparison/1 with one row.
  static func comparison(
    verdict: String = "pass", row: String = "pass", change: Double = 0.4,
    interval: (Double, Double) = (-0.9, 1.6), notes: String = "", head: String = commit
  ) throws -> ReleaseComparison {
    let text = """
      {"format": "perfkit-comparison/1", "rule": "perfkit-verdict/1", "base": "v0.8", "head": "tree",
       "sides": {"base": {"revision": {"commit": "\(base)"}},
        "head": {"revision": {"commit": "\(head)", "dirty": false}}},
       "host": {"cpu_model": "Some CPU", "cpus": 4, "kernel": "6.1"}, "verdict": "\(verdict)",
       "rows": [
        {"case": "book/x=1", "metric": "latency_p99", "unit": "us", "better": "lower",
         "gating": true, "base": 100.126, "head": 100.526, "change_percent": \(change),
         "ci_percent": [\(interval.0), \(interval.1)], "mde_percent": 6.2, "pairs": 20,
         "verdict": "\(row)", "notes": [\(notes.isEmpty ? "" : "\"\(notes)\"")]},
        {"case": "book/x=1", "metric": "system_time", "unit": "s", "gating": false}]}
      """
    return try ReleaseComparison(Array(text.utf8), sha256: "d")
  }
}
