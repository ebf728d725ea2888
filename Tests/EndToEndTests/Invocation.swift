import PerfJSON
import Testing

/// One call of perfkit that came to its end.
struct Invocation {
  let status: Int32
  let output: String
  let errors: String
  /// The document that `--output` left.
  let document: JSON

  /// Everything that was printed.
  var text: String { output + errors }

  /// The cases of a perfkit-run/1.
  var cases: [JSON] { document["cases"]?.elements ?? [] }
  /// The codes of the document's errors.
  var errorCodes: [String] { codes("errors") }
  /// The codes of the document's warnings.
  var warningCodes: [String] { codes("warnings") }
  /// The rows of the document's comparison.
  var rows: [JSON] { document["comparison"]?["rows"]?.elements ?? [] }
  /// The digests of all result files, case by case.
  var digests: [String] {
    cases.flatMap { $0["digests"]?.members ?? [] }.compactMap(\.value.text)
  }

  /// The row of a metric, of the first case that has it.
  func row(_ metric: String) throws -> JSON {
    try #require(rows.first { $0["metric"]?.text == metric }, "no row of \(metric)")
  }

  private func codes(_ member: String) -> [String] {
    (document[member]?.elements ?? []).compactMap { $0["code"]?.text }
  }
}

extension Project {
  /// Runs perfkit, which must end with `status` and say `verdict` in its document and, where there
  /// is a perfkit.yaml, in `.perfkit/last.json`; and nothing of the run may be left behind.
  @discardableResult
  func perfkit(
    _ arguments: String..., exits status: Int32 = 0, _ verdict: String = "pass",
    below: String = "", setting variables: [String: String] = [:], keepsState: Bool = true,
    at location: SourceLocation = #_sourceLocation
  ) throws -> Invocation {
    try perfkit(
      arguments, exits: status, verdict, below: below, setting: variables,
      keepsState: keepsState, at: location)
  }

  /// The same with the words as a list.
  @discardableResult
  func perfkit(
    _ arguments: [String], exits status: Int32 = 0, _ verdict: String = "pass",
    below: String = "", setting variables: [String: String] = [:], keepsState: Bool = true,
    at location: SourceLocation = #_sourceLocation
  ) throws -> Invocation {
    let file = root + "/document.json"
    try sh("rm -f '\(file)' .perfkit/last.json")
    let ended = try start(arguments + ["--output", file], below: below, setting: variables).wait()
    let written = try #require(
      contents(of: file), "no document; \(ended.errors)", sourceLocation: location)
    let call = Invocation(
      status: ended.status, output: ended.output, errors: ended.errors,
      document: try JSON.parse(Array(written.utf8)))
    var ends = ["process: \(call.status)", "document: \(Self.end(written))"]
    var wanted = ["process: \(status)", "document: \(status) \(verdict)"]
    if keepsState, contents(of: folder + "/perfkit.yaml") != nil {
      ends.append(
        "last.json: \(contents(of: folder + "/.perfkit/last.json").map(Self.end) ?? "none")")
      wanted.append("last.json: \(status) \(verdict)")
    }
    #expect(ends == wanted, "\(call.text)", sourceLocation: location)
    expectNothingLeft(at: location)
    return call
  }

  /// No process and no scratch folder of this project is there.
  func expectNothingLeft(at location: SourceLocation = #_sourceLocation) {
    #expect(scratchFolders == [], sourceLocation: location)
    #expect(processes == [], sourceLocation: location)
  }

  /// What a document says of the command's end.
  private static func end(_ text: String) -> String {
    guard let document = try? JSON.parse(Array(text.utf8)) else { return "no JSON" }
    return "\(document["exit"]?.integer ?? -1) \(document["verdict"]?.text ?? "-")"
  }
}
