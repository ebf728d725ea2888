internal import PerfModel

extension RunPage {
  /// The commands that make the run and this report again, and what they cannot bring back.
  func addReproduction(to page: inout ReportPage) {
    page.blocks.append(.heading(2, "Again"))
    for sentence in cautions { page.blocks.append(.text(sentence)) }
    var lines: [String] = []
    // The engine's sources come from a ref by themselves, and perfkit.yaml never does.
    if let commit = record.revision?.commit, record.revision?.ref == nil {
      lines.append("git checkout " + Self.shellWord(commit))
    }
    if isOfSuites {
      let words = ["perfkit", record.command] + arguments
      lines.append(words.map(Self.shellWord).joined(separator: " "))
    }
    lines.append("perfkit report " + Self.shellWord(record.id))
    page.blocks.append(.commands(lines))
  }

  private var isOfSuites: Bool {
    ["smoke", "bench", "stress", "replay"].contains(record.command)
  }

  /// Why the commands may give something else.
  private var cautions: [String] {
    var sentences: [String] = []
    if record.narrowed {
      sentences.append("The command line left out cases or changed what they do.")
    }
    guard isOfSuites else { return sentences }
    guard let revision = record.revision, let commit = revision.commit else {
      sentences.append(
        "The sources were in no commit, so that no command brings them back: their digest is "
          + "\(record.content).")
      return sentences
    }
    if let ref = revision.ref {
      sentences.append(
        "Only the engine's sources are those of \(ref), \(commit): perfkit.yaml was the work "
          + "tree's, SHA-256 \(record.configDigest).")
    } else if revision.dirty {
      sentences.append(
        "The work tree differed from the commit, and these commands bring back the commit only: "
          + "the digest of what ran is \(revision.content).")
    }
    return sentences
  }

  /// The options of the run; of a record that does not tell them, the suites, and what else shows.
  private var arguments: [String] {
    guard var words = record.arguments else {
      var suites: [String] = []
      for entry in record.cases where !suites.contains(entry.suite) { suites.append(entry.suite) }
      return suites.flatMap { ["--suite", $0] } + (record.variant.map { ["--variant", $0] } ?? [])
    }
    if let revision = record.revision, let commit = revision.commit, revision.ref != nil,
      let place = words.firstIndex(of: "--ref"), place + 1 < words.count
    {
      words[place + 1] = commit
    }
    return words
  }

  /// A word that a shell takes as it is.
  static func shellWord(_ text: String) -> String {
    let plain = text.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "-_./=,:@%+".utf8.contains(byte)
    }
    return plain && !text.isEmpty ? text : "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
