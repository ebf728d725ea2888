internal import CPerfSystem
internal import Glibc

/// One line of the kernel's process table.
struct ProcessEntry {
  var pid: pid_t
  var parent: pid_t
  var group: pid_t
  var isZombie: Bool
  /// Whether a signal or a debugger has stopped it.
  var isStopped: Bool

  /// Reads `/proc/PID/stat`; nil if there is no such process any more.
  init?(pid: pid_t) {
    guard let stat = ProcessTable.read("/proc/\(pid)/stat", upTo: 1024),
      let name = stat.lastIndex(of: UInt8(ascii: ")"))
    else { return nil }
    // After the name, which may contain anything: state, parent, group.
    let fields = stat[(name + 1)...].split(separator: UInt8(ascii: " "), maxSplits: 3)
    guard fields.count > 3, let parent = ProcessTable.number(fields[1]),
      let group = ProcessTable.number(fields[2])
    else { return nil }
    self.pid = pid
    self.parent = parent
    self.group = group
    isZombie = fields[0].first == UInt8(ascii: "Z") || fields[0].first == UInt8(ascii: "X")
    isStopped = fields[0].first == UInt8(ascii: "T") || fields[0].first == UInt8(ascii: "t")
  }
}

/// The kernel's process table, as `/proc` shows it.
enum ProcessTable {
  /// Every process there is.
  static func all() -> [ProcessEntry] { pids(in: "/proc").compactMap(ProcessEntry.init(pid:)) }

  /// The children of the calling process, of all its threads.
  static func ownChildren() -> [pid_t] {
    let capacity = 64
    var count: Int32 = -1
    let few = [pid_t](unsafeUninitializedCapacity: capacity) { buffer, initialized in
      count = perf_own_children(buffer.baseAddress, Int32(capacity))
      initialized = max(0, Int(count))
    }
    if count >= 0 { return few }
    var children: [pid_t] = []
    for thread in pids(in: "/proc/self/task") {
      guard let list = read("/proc/self/task/\(thread)/children", upTo: 1 << 20) else {
        let own = getpid()
        return all().filter { $0.parent == own }.map(\.pid)
      }
      children += list.split(separator: UInt8(ascii: " ")).compactMap(number)
    }
    return children
  }

  /// A process and all below it.
  static func tree(of root: pid_t) -> [pid_t] {
    var tree = [root]
    var next = 0
    while next < tree.count {
      for thread in pids(in: "/proc/\(tree[next])/task") {
        tree += children(ofThread: "/proc/\(tree[next])/task/\(thread)")
      }
      next += 1
    }
    return tree
  }

  /// The children of a thread, whose folder of `/proc` is given.
  static func children(ofThread folder: String) -> [pid_t] {
    (read(folder + "/children", upTo: 1 << 20) ?? []).split(separator: UInt8(ascii: " "))
      .compactMap(number)
  }

  static func pids(in folder: String) -> [pid_t] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var found: [pid_t] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if let pid = number(name[...]) { found.append(pid) }
    }
    return found
  }

  static func number(_ digits: ArraySlice<UInt8>) -> pid_t? {
    var value: pid_t = 0
    for digit in digits {
      guard digit >= 48, digit <= 57, value < 100_000_000 else { return nil }
      value = value * 10 + pid_t(digit - 48)
    }
    return digits.isEmpty ? nil : value
  }

  /// The beginning of a file of `/proc`, or nil if it cannot be read.
  static func read(_ path: String, upTo limit: Int) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var content: [UInt8] = []
    let page = 4096
    while content.count < limit {
      var count = 0
      let room = min(page, limit - content.count)
      content.append(
        contentsOf: [UInt8](unsafeUninitializedCapacity: room) { buffer, initialized in
          count = Glibc.read(file, buffer.baseAddress, room)
          initialized = max(0, count)
        })
      if count < 0 { return nil }
      if count == 0 { break }
    }
    return content
  }
}
