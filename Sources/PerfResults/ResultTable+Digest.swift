public import PerfCrypto
internal import PerfModel

/// The part of a table that must be equal over repeats, as lines.
public struct CanonicalRecords: Sendable, Hashable {
  /// The names of the columns taking part, in canonical order.
  public var header: String
  /// One line a row, sorted bytewise by the key columns.
  public var lines: [String]

  /// Makes records from their lines.
  public init(header: String, lines: [String]) {
    self.header = header
    self.lines = lines
  }
}

extension ResultTable {
  /// The records taking part in the determinism digest: key and digest columns and the class
  /// `exact`, rows sorted bytewise by their key fields.
  public var canonicalRecords: CanonicalRecords {
    let taking = columns.indices.filter {
      [.key, .digest].contains(columns[$0].role) || columns[$0].comparison == .exact
    }
    let keys = keyPositions
    let ordered =
      keys.isEmpty
      ? rows
      : rows.map { row in (keys.map { Array(row[$0].fieldText.utf8) }, row) }
        .sorted { left, right in Self.precedes(left.0, right.0) }.map(\.1)
    return CanonicalRecords(
      header: CSV.record(taking.map { columns[$0].name }),
      lines: ordered.map { row in CSV.record(taking.map { row[$0].fieldText }) })
  }

  /// The determinism digest: SHA-256 of the schema's name, the header and the records, each line
  /// ended by LF, in lower-case hexadecimal.
  public func digest() throws(CryptoError) -> String {
    let records = canonicalRecords
    var text = schema.name + "\n" + records.header + "\n"
    for line in records.lines { text += line + "\n" }
    return try SHA256.hex(of: Array(text.utf8))
  }

  private static func precedes(_ left: [[UInt8]], _ right: [[UInt8]]) -> Bool {
    for (a, b) in zip(left, right) where a != b { return a.lexicographicallyPrecedes(b) }
    return false
  }
}
