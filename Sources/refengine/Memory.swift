internal import Glibc

/// Memory of this process.
enum Memory {
  /// The bytes that are resident now.
  static func resident() throws(Failure) -> Int {
    let words = try text(of: "/proc/self/statm").split(separator: " ")
    guard words.count > 1, let pages = Int(words[1]) else { return 0 }
    return pages * sysconf(Int32(_SC_PAGESIZE))
  }

  /// Fails where so many bytes more cannot be had, so that nothing ends halfway without a word.
  static func require(_ bytes: Int) throws(Failure) {
    let memory = mmap(
      nil, max(bytes, 1), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let memory, memory != MAP_FAILED else { throw .noMemory(bytes) }
    munmap(memory, max(bytes, 1))
    if let available = try available(), available < bytes { throw .noMemory(bytes) }
  }

  /// The bytes that the machine can give to programs, if the kernel tells.
  private static func available() throws(Failure) -> Int? {
    let line = try text(of: "/proc/meminfo").split(separator: "\n")
      .first { $0.hasPrefix("MemAvailable:") }
    let words = line?.split(separator: " ") ?? []
    return words.count > 1 ? Int(words[1]).map { $0 * 1024 } : nil
  }

  /// A file of the kernel's, which is small.
  private static func text(of path: String) throws(Failure) -> String {
    var file = try InputFile(path)
    return String(decoding: try file.read(), as: UTF8.self)
  }
}
