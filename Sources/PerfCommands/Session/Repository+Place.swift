internal import PerfFiles
internal import PerfGit
internal import PerfModel

extension Repository {
  /// Where a folder stands in the work tree, relative to its top, `.` for the top itself.
  ///
  /// The field is read into a constant first: Swift 6.3.1 frees a string field of a noncopyable
  /// value once too often when an autoclosure, such as the right side of `??`, reads it.
  borrowing func place(of folder: String) throws(Problems) -> String {
    let workTree = self.workTree
    let top = File.resolved(workTree)
    let real = File.resolved(folder)
    guard let top, let real, case let place = Path.relative(real, to: top), place != real else {
      throw Problems([
        Problem(
          "git.outside", "'\(folder)' does not lie in the git work tree '\(workTree)'",
          hint: "run perfkit where perfkit.yaml lies in the repository's own files")
      ])
    }
    return place
  }
}
