internal import PerfFiles
public import PerfModel
internal import PerfYAML

/// Reads perfkit.yaml into a `Plan`, or says everything that is wrong with it.
public enum PlanReader {
  /// Reads a file; `schemas` are the names known beside the file's own.
  ///
  /// Throws up to 20 mistakes with their places, sorted. A file over 1 MiB is refused unread.
  public static func read(
    file: String, schemas: [String] = Schema.builtIn.map(\.name)
  ) throws(Problems) -> Plan {
    let bytes = try contents(of: file)
    let folder = Path.folder(of: Path.join(Path.current, file))
    return try read(bytes: bytes, file: file, folder: folder, schemas: schemas)
  }

  /// Reads the bytes of a file named `file` that lies in the absolute folder `folder`.
  public static func read(
    bytes: [UInt8], file: String, folder: String, schemas: [String] = Schema.builtIn.map(\.name)
  ) throws(Problems) -> Plan {
    let document: YAMLDocument
    do throws(YAMLError) {
      document = try YAMLDocument.parse(bytes, file: file)
    } catch {
      throw Problems([Problem(error)])
    }
    let reading = Reading(document, file: file, schemas: schemas)
    let plan = reading.plan(folder: folder)
    let problems = reading.sortedProblems
    guard let plan, problems.isEmpty else { throw Problems(problems) }
    return plan
  }

  private static func contents(of file: String) throws(Problems) -> [UInt8] {
    let limit = YAMLLimits.standard.bytes
    guard File.exists(file) else {
      throw Problems([
        Problem(
          "plan.no-file", "there is no file '\(YAMLError.shown(file))'",
          hint: "'perfkit init' writes a perfkit.yaml", file: file, verdict: .usage)
      ])
    }
    guard File.isRegular(file) else {
      throw Problems([
        Problem(
          "plan.no-file", "'\(YAMLError.shown(file))' is not a regular file", file: file,
          verdict: .usage)
      ])
    }
    func tooLarge(_ bytes: Int) -> Problems {
      Problems([
        Problem(
          YAMLError(
            file: file, position: YAMLPosition(line: 1, column: 1), excerpt: "",
            reason: .tooLarge(bytes: bytes, limit: limit)))
      ])
    }
    if let size = File.size(file), size > limit { throw tooLarge(size) }
    do throws(FileError) {
      return try File.read(file, limit: limit)
    } catch {
      throw Problems([
        Problem(
          "plan.unreadable", "'\(YAMLError.shown(file))' cannot be read: \(error.reason)",
          file: file)
      ])
    }
  }
}

extension Problem {
  init(_ error: YAMLError) {
    self.init(
      error.code, error.message, hint: error.hint, file: error.file, line: error.position.line,
      column: error.position.column, excerpt: error.excerpt, length: error.position.length,
      verdict: .usage)
  }
}
