internal import PerfJSON
public import PerfModel

/// A comparison with the previous release, as read from a `perfkit-comparison/1`.
public struct ReleaseComparison: Sendable, Hashable {
  /// One row that counts towards the verdict.
  public struct Row: Sendable, Hashable {
    /// The case's full name.
    public var caseName: String
    /// The metric.
    public var metric: String
    /// The unit, `digest` for digests.
    public var unit: String
    /// Whether more is better; nil where neither is.
    public var higherIsBetter: Bool?
    /// The base's median.
    public var base: Double?
    /// The head's median.
    public var head: Double?
    /// The change in percent, positive for larger.
    public var change: Double?
    /// The interval of the change in percent.
    public var interval: ClosedRange<Double>?
    /// The worsening in percent that would have been seen.
    public var detectable: Double?
    /// The row's verdict.
    public var verdict: Verdict?
    /// What else to know.
    public var notes: [String]
  }

  /// What the base is called.
  public var base: String
  /// What the head is called.
  public var head: String
  /// The base's commit, where the document says so.
  public var baseCommit: String?
  /// The head's commit, where the document says so.
  public var headCommit: String?
  /// Whether the head was a work tree with changes.
  public var isDirty = false
  /// The machine both were measured on, where the document says so.
  public var machine: String?
  /// The verdict.
  public var verdict: Verdict
  /// Why the two sides cannot be held against each other, where they cannot, as the document says.
  public var obstacle: String?
  /// The rows that count, in the document's order.
  public var rows: [Row]
  /// SHA-256 of the document.
  public var sha256: String
}

extension ReleaseComparison {
  /// Why a text is no comparison.
  public enum Fault: Error, Sendable, Hashable {
    /// It is no JSON.
    case noJSON(line: Int)
    /// It is another document.
    case format(String?)
    /// A member is missing or of another type.
    case member(String)
  }

  /// Reads a document whose digest is `sha256`.
  public init(_ bytes: [UInt8], sha256: String) throws(Fault) {
    let json: JSON
    do throws(JSONError) {
      json = try JSON.parse(bytes)
    } catch .syntax(_, let line, _) {
      throw .noJSON(line: line)
    } catch {
      throw .noJSON(line: 1)
    }
    guard json["format"]?.text == "perfkit-comparison/1" else {
      throw .format(json["format"]?.text)
    }
    guard let base = json["base"]?.text else { throw .member("base") }
    guard let head = json["head"]?.text else { throw .member("head") }
    guard let verdict = json["verdict"]?.text.flatMap(Verdict.init(rawValue:)) else {
      throw .member("verdict")
    }
    guard let rows = json["rows"]?.elements else { throw .member("rows") }
    self.base = base
    self.head = head
    self.verdict = verdict
    self.sha256 = sha256
    baseCommit = json["sides"]?["base"]?["revision"]?["commit"]?.text
    headCommit = json["sides"]?["head"]?["revision"]?["commit"]?.text
    isDirty = json["sides"]?["head"]?["revision"]?["dirty"]?.flag ?? false
    machine = Self.machine(json["host"])
    if verdict == .notComparable {
      obstacle = json["errors"]?.elements?.first?["message"]?.text
    }
    self.rows = []
    for (index, row) in rows.enumerated() where row["gating"]?.flag == true {
      self.rows.append(try Row(row, at: "rows[\(index)]"))
    }
  }

  private static func machine(_ host: JSON?) -> String? {
    guard let host, let model = host["cpu_model"]?.text else { return nil }
    let processors = host["cpus"]?.integer.map { ", \($0) CPUs" } ?? ""
    let kernel = host["kernel"]?.text.map { ", Linux \($0)" } ?? ""
    return model + processors + kernel
  }
}

extension ReleaseComparison.Row {
  init(_ json: JSON, at place: String) throws(ReleaseComparison.Fault) {
    guard let caseName = json["case"]?.text else { throw .member(place + ".case") }
    guard let metric = json["metric"]?.text else { throw .member(place + ".metric") }
    self.caseName = caseName
    self.metric = metric
    unit = json["unit"]?.text ?? ""
    higherIsBetter = json["better"]?.text.map { $0 == "higher" }
    base = Self.number(json["base"])
    head = Self.number(json["head"])
    change = Self.number(json["change_percent"])
    detectable = Self.number(json["mde_percent"])
    verdict = json["verdict"]?.text.flatMap(Verdict.init(rawValue:))
    notes = (json["notes"]?.elements ?? []).compactMap(\.text)
    let ends = (json["ci_percent"]?.elements ?? []).compactMap(Self.number)
    if ends.count == 2 && ends[0] <= ends[1] { interval = ends[0]...ends[1] }
  }

  /// A finite number; texts do not count.
  private static func number(_ json: JSON?) -> Double? {
    switch json {
    case .int(let value): Double(value)
    case .number(let value) where value.isFinite: value
    default: nil
    }
  }
}
