internal import PerfFiles
internal import PerfJSON
internal import PerfModel
internal import PerfResults

/// Reads JSON documents from files, with errors that name the file.
enum DocumentFile {
  static func record(_ path: String) throws(HistoryError) -> RunRecord {
    let json = try json(path)
    do throws(DocumentError) {
      return try RunRecord(json)
    } catch {
      throw .notDocument(path: path, error)
    }
  }

  static func json(_ path: String) throws(HistoryError) -> JSON {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try File.read(path)
    } catch {
      throw .file(error)
    }
    return try json(bytes, path: path)
  }

  static func json(_ bytes: [UInt8], path: String) throws(HistoryError) -> JSON {
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
