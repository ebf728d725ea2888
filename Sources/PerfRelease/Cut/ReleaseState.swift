internal import Glibc
public import PerfFiles
public import PerfJSON
internal import PerfResults

/// How far the cutting of a release has come: a file of JSON lines that only grows.
public struct ReleaseState: Sendable {
  /// One step that was done.
  public struct Entry: Sendable, Hashable {
    /// The step.
    public var step: ReleaseStep
    /// When, as `YYYY-MM-DDTHH:MM:SSZ`.
    public var time: String
    /// What the step brought, by name; equal values mean that it needs not be done again.
    public var facts: [String: String]
  }

  /// The file's name.
  public static let fileName = "state.jsonl"
  /// What the lines call themselves.
  public static let format = "perfkit-release-state/1"

  /// All entries, oldest first.
  public private(set) var entries: [Entry]
  private let path: String

  /// Reads the state in a release's folder; no file is no entries.
  public init(folder: String) throws(FileError) {
    path = folder + "/" + Self.fileName
    entries = []
    guard File.exists(path) else { return }
    let bytes = try File.read(path, limit: 16 << 20)
    for line in bytes.split(separator: 0x0A) {
      guard let entry = Self.entry(Array(line)) else {
        throw FileError("understand", path, number: EINVAL)
      }
      entries.append(entry)
    }
  }

  /// The newest entry of a step, if none of an earlier step came after it.
  public subscript(step: ReleaseStep) -> Entry? {
    let order = ReleaseStep.allCases
    guard let place = entries.lastIndex(where: { $0.step == step }),
      let rank = order.firstIndex(of: step)
    else { return nil }
    let isOvertaken = entries[(place + 1)...].contains { order[..<rank].contains($0.step) }
    return isOvertaken ? nil : entries[place]
  }

  /// The first step that is not done; nil if all are.
  public var next: ReleaseStep? { ReleaseStep.allCases.first { self[$0] == nil } }

  /// Notes that a step was done, durably, unless the same is noted already.
  public mutating func add(
    _ step: ReleaseStep, at time: String, _ facts: [String: String]
  ) throws(FileError) {
    guard self[step]?.facts != facts else { return }
    let all = entries + [Entry(step: step, time: time, facts: facts)]
    let text = all.map { Self.json($0).line + "\n" }.joined()
    try File.write(text.utf8, to: path)
    entries = all
  }

  /// An entry as a line holds it.
  public static func json(_ entry: Entry) -> JSON {
    .object([
      ("format", .string(format)), ("step", .string(entry.step.rawValue)),
      ("time", .string(entry.time)),
      (
        "facts",
        .object(entry.facts.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
      ),
    ])
  }

  private static func entry(_ line: [UInt8]) -> Entry? {
    guard let json = try? JSON.parse(line), json["format"]?.text == format,
      let step = json["step"]?.text.flatMap(ReleaseStep.init(rawValue:)),
      let time = json["time"]?.text, let members = json["facts"]?.members
    else { return nil }
    var facts: [String: String] = [:]
    for member in members { facts[member.name] = member.value.text }
    return Entry(step: step, time: time, facts: facts)
  }
}
