import PerfGit
import PerfRelease

/// Reads the bytes as a commit message: reading must end and lose no first line, and what is made of it
/// for Markdown must hold nothing that acts.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCommit(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let message = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  let commit = ConventionalCommit(message: message)
  let isBlank = message.utf8.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
  precondition(isBlank == commit.description.isEmpty, "a first line is lost")
  precondition(commit.type?.isEmpty != true && commit.scope?.isEmpty != true, "an empty part")

  var builder = HistoryBuilder()
  builder.add(
    LoggedCommit(
      id: String(repeating: "0", count: 40), parents: 1,
      author: LoggedCommit.Person(name: message, email: ""), message: message))
  let history = builder.finished(names: builder.everybody)
  precondition(history.changes.values.map(\.count).reduce(0, +) == 1, "a change is lost")

  checkLine(MarkdownText.line(message))
  for paragraph in MarkdownText.paragraphs(message) { checkLine(paragraph) }
  checkRegions(message)
  return 0
}

private func checkLine(_ line: String) {
  var isEscaped = false
  for scalar in line.unicodeScalars {
    precondition(scalar.value >= 0x20 && scalar.value != 0x7F, "a control character")
    precondition(!(0x202A...0x202E).contains(scalar.value), "a character that turns text")
    precondition(!(0x2066...0x2069).contains(scalar.value), "a character that turns text")
    if !isEscaped { precondition(!"<>[]`*_|~$".unicodeScalars.contains(scalar), "bare \(scalar)") }
    isEscaped = scalar == "\\" && !isEscaped
  }
  precondition(!isEscaped, "an open escape")
  precondition(!line.contains("://") && !line.contains("@a"), "an address or a mention")
}

private func checkRegions(_ text: String) {
  guard let once = try? NotesRegions(text).merged(with: NotesRegions(text)),
    let again = try? NotesRegions(once.text).merged(with: NotesRegions(text))
  else { preconditionFailure("no digest") }
  precondition(once.text == again.text, "merging twice changes a text")
}
