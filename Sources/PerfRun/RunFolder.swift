internal import PerfFiles
internal import PerfModel
internal import PerfResults

/// `.perfkit/runs/ID`: where the output and result tables of every run are kept.
public struct RunFolder: Sendable, Hashable {
  /// The folder, absolute.
  public var path: String

  /// Names the folder of a run.
  public init(path: String) { self.path = path }

  /// The folder of one repeat of a case, relative to the run's folder.
  func folder(ofCase index: Int, named name: String, run: Int) -> String {
    let safe = String(
      name.map { character in
        character.isASCII
          && (character.isLetter || character.isNumber || "._=-".contains(character))
          ? character : "_"
      }.prefix(80))
    let number = String(index + 1)
    let padded = String(repeating: "0", count: max(0, 3 - number.count)) + number
    return "cases/\(padded)-\(safe)/\(run)"
  }

  /// Writes a file of a run and returns its path relative to the run's folder.
  func write(_ bytes: [UInt8], as relative: String) throws(FileError) -> String {
    let target = Path.join(path, relative)
    try Folder.create(Path.folder(of: target))
    try File.write(bytes, to: target)
    return relative
  }
}
