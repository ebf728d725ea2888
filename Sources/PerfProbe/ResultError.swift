internal import Glibc

/// Why a result was not taken or written.
public enum ResultError: Error, Equatable, Sendable {
  /// A table without columns.
  case noColumns
  /// Two columns of one name.
  case duplicateColumn(String)
  /// A row (from 1) with too many or too few fields.
  case fieldCount(row: Int, expected: Int, found: Int)
  /// A row (from 1) whose value is of another type than the first row's.
  case mixedTypes(column: String, row: Int)
  /// Infinity or not a number.
  case notFinite(column: String, row: Int)
  /// A digest that is not hexadecimal.
  case notADigest(column: String, row: Int, text: String)
  /// A file name that is empty, or names another folder.
  case fileName(String)
  /// No scope of the name that stands for the whole has ended, or another one is named `whole`.
  case noWhole(String)
  /// The file in `PERFKIT_OUT` could not be written.
  case system(file: String, errno: Int32)
}

extension ResultError: CustomStringConvertible {
  /// The error as a sentence.
  public var description: String {
    switch self {
    case .noColumns: "a result table needs at least one column"
    case .duplicateColumn(let name): "two columns are named '\(name)'"
    case .fieldCount(let row, let expected, let found):
      "row \(row) has \(found) fields, the table has \(expected) columns"
    case .mixedTypes(let column, let row):
      "row \(row), column '\(column)': another type than in the first row"
    case .notFinite(let column, let row): "row \(row), column '\(column)': not a finite number"
    case .notADigest(let column, let row, let text):
      "row \(row), column '\(column)': '\(text)' is not a hexadecimal digest"
    case .fileName(let name): "'\(name)' is not the name of a file in PERFKIT_OUT"
    case .noWhole(let name):
      "no scope '\(name)' has ended yet, of which the modules could be parts, "
        + "or another scope is named 'whole'"
    case .system(let file, let errno):
      "cannot write \(file) into PERFKIT_OUT: \(String(cString: strerror(errno)))"
    }
  }
}
