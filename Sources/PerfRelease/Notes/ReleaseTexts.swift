public import PerfCrypto
public import PerfMustache

/// The texts of a release: pure functions of their input and templates.
public struct ReleaseTexts: Sendable {
  /// Why a text could not be made.
  public enum Failure: Error, Sendable, Hashable {
    /// A template could not be filled.
    case template(TemplateFailure)
    /// A digest could not be made.
    case digest(CryptoError)
  }

  /// The notes as they are published.
  public struct Notes: Sendable, Hashable {
    /// The text, within the limit.
    public var text: String
    /// Whether something was left out, which `wholeNotes` has.
    public var isCut: Bool
  }

  /// The most bytes of notes that are published: GitHub refuses more than 125,000 characters and
  /// does not say of which kind, so bytes of UTF-8 count.
  public static let mostBytes = 125_000

  private let templates: ReleaseTemplates

  /// Makes texts by these templates.
  public init(_ templates: ReleaseTemplates) { self.templates = templates }

  /// The notes: if they are too long, lists of changes are cut first, all to the same length, then
  /// what is at the end; both say where the whole text is.
  public func notes(_ input: NotesInput, limit: Int = mostBytes) throws(Failure) -> Notes {
    let longest = input.history.changes.values.map(\.count).max() ?? 0
    var most = ListEstimate(input).longestList(within: limit)
    if most >= longest {
      let whole = try rendered(NotesContext(input: input))
      if whole.utf8.count <= limit { return Notes(text: whole, isCut: false) }
      most = longest
    }
    while most > 0 {
      let text = try rendered(NotesContext(input: input, mostChanges: most))
      if text.utf8.count <= limit { return Notes(text: text, isCut: true) }
      most = min(most - 1, most * limit / text.utf8.count)
    }
    let least = try rendered(NotesContext(input: input, mostChanges: 0))
    let pointer = "\nThe notes are longer: the rest is in the attached file \(input.fullNotes).\n"
    return Notes(text: TextLimit(bytes: limit, pointer: pointer).cut(least), isCut: true)
  }

  /// The notes whatever their length, to be attached as a file.
  public func wholeNotes(_ input: NotesInput) throws(Failure) -> String {
    try rendered(NotesContext(input: input))
  }

  /// The text of a changelog entry for which nothing was written by hand.
  public func changelogEntry(_ input: NotesInput) throws(Failure) -> String {
    try tidied(templates.changelogEntry, NotesContext(input: input))
  }

  /// The announcement.
  public func announcement(_ input: NotesInput) throws(Failure) -> String {
    try tidied(templates.announcement, NotesContext(input: input, mostChanges: 10))
  }

  private func rendered(_ context: NotesContext) throws(Failure) -> String {
    let text = try tidied(templates.notes, context)
    do throws(CryptoError) {
      return try NotesRegions(text).sealed()
    } catch {
      throw .digest(error)
    }
  }

  /// The filled template, with no more than one blank line in a row outside of code, and one line end
  /// at its end.
  private func tidied(
    _ template: MustacheTemplate, _ context: NotesContext
  ) throws(Failure) -> String {
    let text: String
    do throws(TemplateFailure) {
      text = try template.filled(with: context.values)
    } catch {
      throw .template(error)
    }
    var lines: [Substring] = []
    for line in MarkdownLines(text).lines {
      let isBlank = !line.isCode && line.text.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 }
      if isBlank && lines.last?.isEmpty ?? true { continue }
      if line.text.hasPrefix("<!-- perfkit:end "), lines.last?.isEmpty == true {
        lines.removeLast()
      }
      lines.append(isBlank ? "" : line.text)
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }
}
