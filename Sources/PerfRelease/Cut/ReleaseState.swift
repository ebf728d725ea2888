internal import Glibc
public import PerfFiles
public import PerfJSON
internal import PerfResults

/// How far a release has come: a file of JSON lines that only grows.
///
/// It is a record. What is still to be done on a forge is never read from it, but from the forge.
public struct ReleaseState: Sendable {
  /// One step that was done.
  public struct Entry: Sendable, Hashable {
    /// The step.
    public var step: ReleaseStep
    /// When, as `YYYY-MM-DDTHH:MM:SSZ`.
    public var time: String
    /// What the step brought, by name; equal values mean that it needs not be done again.
    public var facts: [String: String]

    /// The kind of the forge on which it was done, of the steps that every forge takes.
    public var forge: String? { facts["forge"] }
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
  /// - Parameters:
  ///   - forge: the forge of the steps that every forge takes; other forges' entries do not count.
  ///   - file: the file of a step that is done for each.
  public subscript(
    step: ReleaseStep, on forge: String? = nil, of file: String? = nil
  ) -> Entry? {
    let own = entries.filter { $0.forge == nil || $0.forge == forge }
    let order = ReleaseStep.allCases
    guard
      let place = own.lastIndex(where: {
        $0.step == step && (file == nil || $0.facts["file"] == file)
      }), let rank = order.firstIndex(of: step)
    else { return nil }
    let isOvertaken = own[(place + 1)...].contains {
      $0.step.undoesLaterSteps && order[..<rank].contains($0.step)
    }
    return isOvertaken ? nil : own[place]
  }

  /// When a step was done: that of the files is once they were read back.
  public func done(_ step: ReleaseStep, on forge: String? = nil) -> Entry? {
    guard step != .assetUploaded || self[.readBack, on: forge] != nil else { return nil }
    return self[step, on: forge]
  }

  /// The first step of cutting that is not done; nil if all are.
  public var next: ReleaseStep? { ReleaseStep.cutting.first { self[$0] == nil } }

  /// The first step on a forge that is not done; nil if all are.
  public func next(on forge: String) -> ReleaseStep? {
    ReleaseStep.publishing.first { done($0, on: forge) == nil }
  }

  /// The forges of which something is noted.
  public var forges: [String] { Set(entries.compactMap(\.forge)).sorted() }

  /// Notes that a step was done, durably, unless the same is noted already.
  public mutating func add(
    _ step: ReleaseStep, at time: String, _ facts: [String: String]
  ) throws(FileError) {
    guard self[step, on: facts["forge"], of: facts["file"]]?.facts != facts else { return }
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
