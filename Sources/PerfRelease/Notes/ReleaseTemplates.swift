public import PerfModel
internal import PerfMustache

/// The checked templates of a release's texts.
public struct ReleaseTemplates: Sendable {
  /// A template's file and its bytes.
  public struct Source: Sendable {
    /// The file, as the user would name it.
    public var file: String
    /// What it holds.
    public var bytes: [UInt8]

    /// Makes a source.
    public init(file: String, bytes: [UInt8]) {
      self.file = file
      self.bytes = bytes
    }
  }

  let notes: MustacheTemplate
  let changelogEntry: MustacheTemplate
  let announcement: MustacheTemplate

  /// Checks the templates; throws every mistake in all of them, with its place.
  public init(notes: Source, changelogEntry: Source, announcement: Source) throws(Problems) {
    var problems: [Problem] = []
    let all = [notes, changelogEntry, announcement].map { source -> MustacheTemplate? in
      do throws(TemplateMistakes) {
        return try MustacheTemplate(source.bytes, shape: NotesContext.shape)
      } catch {
        problems += error.all.prefix(20).map { Self.problem($0, file: source.file) }
        return nil
      }
    }
    guard let notes = all[0], let changelogEntry = all[1], let announcement = all[2] else {
      throw Problems(problems)
    }
    self.notes = notes
    self.changelogEntry = changelogEntry
    self.announcement = announcement
  }

  private static func problem(_ mistake: TemplateMistake, file: String) -> Problem {
    let (code, message, hint) = words(mistake.reason)
    return Problem(
      "template." + code, message, hint: hint, file: file, line: mistake.line,
      column: mistake.column, excerpt: mistake.excerpt, length: mistake.length, verdict: .usage)
  }

  private static func words(_ reason: TemplateMistake.Reason) -> (String, String, String?) {
    switch reason {
    case .tooLarge(let bytes, let limit):
      ("too-large", "the template holds \(bytes) bytes; at most \(limit) are read", nil)
    case .notUTF8: ("not-utf8", "the template is not UTF-8", "save the file as UTF-8")
    case .openTag: ("open-tag", "this '{{' is never closed", "close it with '}}'")
    case .emptyTag: ("empty-tag", "there is no name in this tag", nil)
    case .unescaped:
      (
        "unescaped", "'{{{name}}}' and '{{&name}}' are not accepted",
        "write {{name}}: every value is escaped already, once"
      )
    case .partial: ("partial", "a template cannot take in another file", "write its text here")
    case .delimiter: ("delimiter", "the delimiters are '{{' and '}}' and stay so", nil)
    case .badName(let name):
      (
        "bad-name", "'\(name.escapedForDisplay)' is no name",
        "names are of a-z, 0-9 and '_', without dots"
      )
    case .unknownName(let name, let known):
      (
        "unknown-name", "there is no '\(name)' here",
        nearest(name, in: known).map { "did you mean '\($0)'?" }
          ?? "known here: \(known.joined(separator: ", "))"
      )
    case .noSection(let name):
      ("no-section", "'\(name)' is always there: it opens no section", "write {{\(name)}}")
    case .noText(let name):
      ("no-text", "'\(name)' is no text", "write {{#\(name)}}…{{/\(name)}}")
    case .strayEnd(let name, let open):
      (
        "stray-end", "'{{/\(name)}}' closes nothing here",
        open.map { "the open section is '\($0)'" }
      )
    case .openSection(let name):
      ("open-section", "the section '\(name)' is never closed", "write {{/\(name)}} behind it")
    case .tooDeep(let limit):
      ("too-deep", "sections lie more than \(limit) deep in each other", nil)
    }
  }
}
