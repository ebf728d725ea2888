public import PerfModel
internal import PerfJSON

/// One field of a result table.
public enum ResultValue: Sendable, Hashable {
  /// Text: a string, a digest in lower case or a timestamp.
  case text(String)
  /// A signed whole number.
  case int(Int64)
  /// A whole number from 0.
  case uint(UInt64)
  /// A finite number.
  case float(Double)
  /// A truth value.
  case bool(Bool)

  /// The field as the determinism digest and CSV write it, before quoting.
  public var fieldText: String {
    switch self {
    case .text(let text): text
    case .int(let value): String(value)
    case .uint(let value): String(value)
    case .float(let value): value.shortestText
    case .bool(let value): value ? "true" : "false"
    }
  }

  /// The value as a number, or nil of text and truth values.
  public var number: Double? {
    switch self {
    case .int(let value): Double(value)
    case .uint(let value): Double(value)
    case .float(let value): value
    case .text, .bool: nil
    }
  }
}

/// Why a result table cannot be used; the verdict follows from the kind.
public struct ResultError: Error, Sendable, Hashable {
  /// The kinds of faults a table can have.
  public enum Kind: Sendable, Hashable {
    case missingFile
    case notAFile
    case noRows
    case unreadable(reason: String)
    case badFormat(reason: String)
    case unknownFormat(extension: String)
    case unknownColumn(suggestion: String?)
    case lostColumn
    case repeatedColumn
    case wrongType(expected: String, found: String)
    case wrongUnit(expected: String?, found: String)
    case notANumber(found: String)
    case notFinite(found: String)
    case emptyField
    case duplicateKey(firstRow: Int)
    case fieldCount(expected: Int, found: Int)
  }

  /// What is wrong.
  public var kind: Kind
  /// The table's file, relative to the results folder.
  public var file: String
  /// The schema it was read with.
  public var schema: String
  /// The row, from 1, not counting the header.
  public var row: Int?
  /// The column's name.
  public var column: String?

  /// Makes an error.
  public init(_ kind: Kind, file: String, schema: String, row: Int? = nil, column: String? = nil) {
    self.kind = kind
    self.file = file
    self.schema = schema
    self.row = row
    self.column = column
  }

  /// The verdict that follows (contract of result schemas).
  public var verdict: Verdict {
    switch kind {
    case .missingFile, .notAFile, .noRows: .missing
    case .unknownColumn, .lostColumn, .repeatedColumn, .wrongType, .wrongUnit: .notComparable
    case .unreadable: .error
    default: .incorrect
    }
  }

  /// The sentence for a person.
  public var message: String {
    let place =
      file + (row.map { ", row \($0)" } ?? "") + (column.map { ", column \($0)" } ?? "")
    return place + ": " + reason
  }

  private var reason: String {
    switch kind {
    case .missingFile: "the run left no such file"
    case .notAFile: "what the run left there is no regular file"
    case .noRows: "the table has no row"
    case .unreadable(let reason): reason
    case .badFormat(let reason): reason
    case .unknownFormat(let text): "cannot tell the format from '.\(text)' (csv, json, ndjson)"
    case .unknownColumn(let suggestion):
      "schema \(schema) has no such column"
        + (suggestion.map { "; did it mean '\($0)'?" } ?? "")
    case .lostColumn: "schema \(schema) requires this column and the table lacks it"
    case .repeatedColumn: "the header names this column twice"
    case .wrongType(let expected, let found): "expected \(expected), found \(found)"
    case .wrongUnit(let expected, let found):
      "unit '\(found)' cannot be scaled to '\(expected ?? "none")'"
    case .notANumber(let found): "'\(found)' is not a number"
    case .notFinite(let found): "'\(found)' is not a finite number"
    case .emptyField: "the field is empty"
    case .duplicateKey(let first): "the key stands already in row \(first)"
    case .fieldCount(let expected, let found): "expected \(expected) fields, found \(found)"
    }
  }
}
