internal import PerfFiles
public import PerfJSON
public import PerfModel
internal import PerfResults

/// Reads JSON documents from files, with errors that name the file.
public enum DocumentFile {
  /// The record of a run.
  public static func record(_ path: String) throws(HistoryError) -> RunRecord {
    let json = try json(path)
    do throws(DocumentError) {
      return try RunRecord(json)
    } catch {
      throw .notDocument(path: path, error)
    }
  }

  /// The file of a baseline; its name and suite are not in it.
  public static func baseline(_ path: String) throws(HistoryError) -> Baseline {
    let json = try json(path)
    do throws(DocumentError) {
      return try Baseline(name: "", suite: "", json)
    } catch {
      throw .notDocument(path: path, error)
    }
  }

  /// What a paired comparison measured.
  public static func pairedRecord(_ path: String) throws(HistoryError) -> PairedRecord {
    let json = try json(path)
    do throws(DocumentError) {
      return try PairedRecord(json)
    } catch {
      throw .notDocument(path: path, error)
    }
  }

  /// Any JSON document.
  public static func json(_ path: String) throws(HistoryError) -> JSON {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try File.read(path)
    } catch {
      throw .file(error)
    }
    return try json(bytes, path: path)
  }

  /// The JSON of bytes that were read from a file.
  public static func json(_ bytes: [UInt8], path: String) throws(HistoryError) -> JSON {
    do throws(JSONError) {
      return try JSON.parse(bytes)
    } catch {
      switch error {
      case .libraryMissing:
        throw .library(reason: "libjansson is not installed (package libjansson4)")
      case .syntax(let reason, let line, let column):
        throw .notJSON(path: path, reason: reason, line: line, column: column)
      }
    }
  }
}
