/// The gates that look at the project's documents: pure functions of their texts.
public enum DocumentGates {
  /// Whether the changelog has an entry of the version; `text` is the file at the commit.
  public static func changelog(_ text: String?, tag: String, _ policy: ReleasePolicy) -> GateResult
  {
    let file = policy.changelog.file
    guard policy.changelog.isRequired else { return .ok(.changelog, "not required") }
    let remedy =
      "perfkit release plan \(tag) --changelog prints \(file) with the entry: look at it and commit it"
    guard let text else {
      return .refused(.changelog, ["there is no \(file) at the commit"], remedy: remedy)
    }
    let name = Changelog.heading(of: tag)
    guard let entry = Changelog(text).entry(of: tag) else {
      return .refused(.changelog, ["\(file) has no entry '\(name)'"], remedy: remedy)
    }
    guard entry.contains(where: { !$0.allSatisfy(\.isWhitespace) }) else {
      return .refused(.changelog, ["the entry '\(name)' of \(file) is empty"], remedy: remedy)
    }
    return .ok(.changelog, "\(file) has '\(name)'")
  }

  /// Whether the links between the documents lead somewhere.
  public static func links(
    _ dead: [LocalLink.Dead], documents: Int, _ policy: ReleasePolicy
  ) -> GateResult {
    guard policy.links.mode != .off else { return .ok(.links, "not looked at") }
    var facts = dead.prefix(20).map { link in
      "\(link.path.escapedForDisplay):\(link.line): '\(link.target.escapedForDisplay)' "
        + (link.isAnchor ? "names no heading there" : "leads nowhere")
    }
    if dead.count > 20 { facts.append("and \(dead.count - 20) more") }
    if dead.isEmpty { return .ok(.links, "\(documents) documents") }
    if policy.links.mode == .warn {
      var told = GateResult(.links, .ok, facts: facts)
      told.isCaution = true
      return told
    }
    return .refused(.links, facts, remedy: "correct the links and commit")
  }

  /// Whether the highlights can be published as they are; `text` is nil where there are none.
  public static func notes(highlights text: String?, file: String) -> GateResult {
    guard let text else { return .ok(.notes, "no highlights: there is no \(file)") }
    var facts: [String] = []
    for (index, line) in text.textLines.enumerated() {
      for scalar in line.unicodeScalars where isHidden(scalar) {
        facts.append(
          "\(file):\(index + 1): an invisible character U+"
            + String(scalar.value, radix: 16, uppercase: true))
        break
      }
      if line.contains("<!-- perfkit:") {
        facts.append("\(file):\(index + 1): a marker of generated text")
      }
    }
    if let line = MarkdownLines(text).openCode {
      facts.append("\(file):\(line): a block of code that is never closed")
    }
    if let comment = text.ranges(of: "<!--").last, !text[comment.upperBound...].contains("-->") {
      let line = text[..<comment.lowerBound].textLines.count
      facts.append("\(file):\(line): a comment that is never closed")
    }
    guard facts.isEmpty else {
      return .refused(.notes, Array(facts.prefix(20)), remedy: "correct \(file)")
    }
    return .ok(.notes, "highlights from \(file)")
  }

  /// Control characters but tabs, and those that turn the direction of text or
  /// take no room; not the joiner of emoji.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "\t" || scalar == "\u{200D}" { return false }
    switch scalar.properties.generalCategory {
    case .control, .format: return true
    default: return false
    }
  }
}
