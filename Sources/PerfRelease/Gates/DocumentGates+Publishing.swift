extension DocumentGates {
  /// What keeps notes from being published, besides what the highlights are judged by: something
  /// like a secret, or more than forges take.
  ///
  /// Commits are looked at as they were written: the notes escape them, which would hide a token.
  public static func faults(ofNotes text: String, _ input: NotesInput) -> [String] {
    var faults: [String] = []
    if text.utf8.count > ReleaseTexts.mostBytes {
      faults.append(
        "the notes have \(text.utf8.count) bytes, forges take \(ReleaseTexts.mostBytes)")
    }
    if let secret = SecretScan.find(in: Array(text.utf8), named: "notes.md") {
      faults.append("the notes hold what looks like \(secret)")
    }
    for change in input.history.changes.values.joined() {
      let said = change.text + "\n" + (change.breakingText ?? "")
      if let secret = SecretScan.find(in: Array(said.utf8), named: "commit") {
        faults.append(
          "commit \(change.commit.prefix(12)) says what looks like \(secret.kind)")
      }
    }
    for override in input.overrides {
      if let secret = SecretScan.find(in: Array(override.reason.utf8), named: "reason") {
        faults.append(
          "the reason for overriding '\(override.gate.rawValue)' holds what looks like \(secret.kind)"
        )
      }
    }
    return faults
  }

  /// The gate `notes` for notes with such faults.
  public static func refusing(_ faults: [String]) -> GateResult {
    .refused(
      .notes, Array(faults.prefix(20)),
      remedy: "take it out; a secret that was committed is known: have it withdrawn, too")
  }
}
