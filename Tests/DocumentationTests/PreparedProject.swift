import Glibc
import PerfFiles

/// A copy of a fixture in a git repository of its own, with a home and a PATH that begins with
/// the perfkit under test; removed when it goes.
final class PreparedProject {
  private let root: String
  private let folder: String

  /// Copies the fixture of that name; one that does not exist is an error.
  init(_ name: String) throws {
    root = try PerfFiles.Folder.createTemporary(in: "/tmp", prefix: "perfkit-docs.")
    folder = root + "/" + name
    for part in ["home", "bin"] { try PerfFiles.Folder.create(root + "/" + part) }
    let identity =
      "[user]\n\tname = Ada\n\temail = ada@example.org\n[init]\n\tdefaultBranch = main\n"
    try File.write(identity.utf8, to: root + "/home/.gitconfig")
    let prepared = shell(
      """
      ln -s \(Self.perfkit.quoted) \((root + "/bin/perfkit").quoted) &&
      cp -RL \((Repository.fixtures + "/" + name).quoted) \(folder.quoted)
      """)
    guard prepared.status == 0 else { throw Failure(output: prepared.output) }
    let committed = run("git init -q && git add -A && git commit -qm 'First version'")
    guard committed.status == 0 else { throw Failure(output: committed.output) }
  }

  /// Why a project could not be prepared.
  struct Failure: Error {
    var output: String
  }

  deinit { try? PerfFiles.Folder.remove(root) }

  /// Runs a command line in the project's folder as a person would, with a fixed environment.
  func run(_ command: String) -> (output: String, status: Int32) {
    let path = "\(root)/bin:\(String(cString: getenv("PATH")))"
    return shell(
      """
      cd \(folder.quoted) && exec env -i PATH=\(path.quoted) HOME=\((root + "/home").quoted) \
      TMPDIR=/tmp LC_ALL=C.UTF-8 COLUMNS=80 GIT_CONFIG_NOSYSTEM=1 sh -c \(command.quoted)
      """)
  }

  /// The perfkit that was built with these tests.
  private static var perfkit: String {
    Path.folder(of: File.resolved("/proc/self/exe") ?? "") + "/perfkit"
  }
}
