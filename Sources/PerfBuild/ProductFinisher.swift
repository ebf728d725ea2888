internal import Glibc
internal import PerfFiles
internal import PerfProcess

/// Takes out of Swift's products what differs from one build folder to the next: debug
/// information, the hashes of modules, and the linker's digest over both.
///
/// Names of functions stay, so that profilers and crash reports can tell them.
struct ProductFinisher {
  private static let tool = "objcopy"
  private static let package = "binutils"
  private static let options = [
    "--strip-debug", "--remove-section=.swift_modhash", "--remove-section=.note.gnu.build-id",
  ]

  let engine: String
  let environment: [String]

  /// The files with finished copies, made in `folder`, in their places.
  func finish(
    _ files: [(path: String, file: String)], in folder: String
  ) throws(BuildError) -> [(path: String, file: String)] {
    guard let program = ProgramSearch(environment).find(Self.tool) else {
      throw .missingPackage(engine: engine, tool: Self.tool, package: Self.package)
    }
    var finished: [(path: String, file: String)] = []
    do throws(FileError) { try Folder.create(folder) } catch { throw .file(error) }
    for (index, (path, file)) in files.enumerated() {
      guard File.isELF(file) else {
        finished.append((path, file))
        continue
      }
      let copy = "\(folder)/\(index)"
      try run(program, [file, copy], path: path)
      finished.append((path, copy))
    }
    return finished
  }

  private func run(_ program: String, _ files: [String], path: String) throws(BuildError) {
    var command = Command(
      executable: program, arguments: [Self.tool] + Self.options + files,
      environment: environment, folder: "/")
    command.joinsStreams = true
    let ended: Finished
    do throws(SpawnError) {
      ended = try Launcher.run(command)
    } catch {
      throw .cannotStart(engine: engine, error: error)
    }
    if case .interrupted(let signal) = ended.termination { throw .interrupted(signal) }
    guard ended.termination == .exited(0) else {
      let lines = ended.standardOutput.text.split(separator: "\n")
      throw .unfinished(engine: engine, path: path, reason: lines.last.map(String.init) ?? "")
    }
  }
}

extension File {
  /// Whether a file begins as an ELF file does.
  fileprivate static func isELF(_ path: String) -> Bool {
    guard let file = fopen(path, "re") else { return false }
    defer { fclose(file) }
    var start = [UInt8](repeating: 0, count: 4)
    return fread(&start, 1, start.count, file) == 4 && start == [0x7F, 0x45, 0x4C, 0x46]
  }
}
