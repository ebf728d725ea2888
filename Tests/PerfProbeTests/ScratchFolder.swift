import Glibc

/// A folder that is removed with all it holds.
struct ScratchFolder: ~Copyable {
  let path: String

  init() throws {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/perfprobe-tests.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw SpawnFailure(program: "mkdtemp", errno: errno) }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit {
    removeTree(path)
  }

  func write(_ text: String, to name: String) throws {
    guard let file = fopen("\(path)/\(name)", "w") else {
      throw SpawnFailure(program: name, errno: errno)
    }
    fputs(text, file)
    fclose(file)
  }

  var names: [String] {
    entries(of: path).sorted()
  }
}

private func entries(of path: String) -> [String] {
  guard let folder = opendir(path) else { return [] }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != "." && name != ".." { names.append(name) }
  }
  return names
}

private func removeTree(_ path: String) {
  guard unlink(path) != 0 else { return }
  for name in entries(of: path) { removeTree("\(path)/\(name)") }
  rmdir(path)
}
