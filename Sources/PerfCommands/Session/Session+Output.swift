internal import Glibc
internal import PerfFiles
internal import PerfModel

extension Session {
  /// Makes sure, before anything is measured, that `--output` has a folder to be written into.
  func checkOutput() throws(Problems) {
    guard let output = options.output else { return }
    do throws(Problems) {
      try check(output, of: "--output")
    } catch {
      // There is no second try at the end.
      writesOwnOutput = true
      throw error
    }
  }

  /// Makes sure that a file can be written where an option wants it.
  func check(_ file: String, of option: String) throws(Problems) {
    let path = Path.join(Path.current, file)
    let folder = Path.folder(of: path)
    let shown = Path.folder(of: file)
    let place = shown.isEmpty || shown == "." ? "the working folder" : "the folder '\(shown)'"
    let reason: String
    if Folder.exists(path) {
      reason = "'\(file)' is a folder"
    } else if access(folder + "/.", W_OK | X_OK) != 0 {
      let number = errno
      // perfkit makes its own folder.
      let isOwn = path.split(separator: "/").contains(".perfkit")
      guard !isOwn || !FileError("write", folder, number: number).isMissing else { return }
      reason = "cannot write into \(place): \(String(cString: strerror(number)))"
    } else {
      return
    }
    throw Problems([
      Problem(
        "output.not-writable", "\(option) \(file): \(reason)",
        hint: "nothing was run: name a file in a folder that exists")
    ])
  }
}
