public import PerfModel

/// Reads the limits of the control groups that perfkit runs in, of both versions, through all
/// levels that can be seen.
public struct ControlGroupReader: Sendable {
  private let files: SystemFiles

  /// Makes a reader.
  public init(_ files: SystemFiles = .kernel) { self.files = files }

  /// What limits now; `throttled` counts from the creation of the groups.
  public func read() -> MachineFacts.ControlGroup {
    let tree = ControlGroupTree(
      membership: files.lines("/proc/self/cgroup"), mounts: files.lines("/proc/self/mountinfo"))
    var group = MachineFacts.ControlGroup()
    if let (version, folders) = tree.folders(of: "cpu") {
      group.version = version
      group.processors = folders.compactMap { quota($0, version) }.min()
      let counts = folders.compactMap { files.number("nr_throttled", of: $0 + "/cpu.stat") }
      group.throttled = counts.isEmpty ? nil : counts.reduce(0, +)
    }
    if let (version, folders) = tree.folders(of: "memory") {
      group.version = group.version ?? version
      group.memory = folders.compactMap { memory($0, version) }.min()
    }
    return group
  }

  private func quota(_ folder: String, _ version: Int) -> Double? {
    let words =
      version == 2
      ? (files.word(folder + "/cpu.max") ?? "").split(separator: " ").map(String.init)
      : ["quota", "period"].compactMap { files.word("\(folder)/cpu.cfs_\($0)_us") }
    guard words.count == 2, let quota = Double(words[0]), let period = Double(words[1]),
      quota > 0, period > 0
    else { return nil }
    return quota / period
  }

  private func memory(_ folder: String, _ version: Int) -> UInt64? {
    let name = version == 2 ? "memory.max" : "memory.limit_in_bytes"
    guard let bytes = files.word(folder + "/" + name).flatMap({ UInt64($0) }) else { return nil }
    // Version 1 writes the largest number of pages where there is no limit.
    return bytes < 1 << 60 ? bytes : nil
  }
}

/// Where the control groups of a process lie.
struct ControlGroupTree {
  private struct Mount {
    var root: String
    var point: String
    var isVersion2: Bool
    var controllers: Set<Substring>
  }

  private var version2: String?
  private var version1: [(controllers: [Substring], path: String)] = []
  private var mounts: [Mount]

  /// Reads the lines of `/proc/self/cgroup` and `/proc/self/mountinfo`.
  init(membership: [Substring], mounts: [Substring]) {
    for line in membership {
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      if parts[0] == "0", parts[1].isEmpty {
        version2 = String(parts[2])
      } else {
        version1.append((parts[1].split(separator: ","), String(parts[2])))
      }
    }
    self.mounts = mounts.compactMap { line in
      let words = line.split(separator: " ")
      guard let dash = words.firstIndex(of: "-"), words.count > dash + 3, words.count > 4,
        words[dash + 1].hasPrefix("cgroup")
      else { return nil }
      return Mount(
        root: Self.unescaped(words[3]), point: Self.unescaped(words[4]),
        isVersion2: words[dash + 1] == "cgroup2",
        controllers: Set(words[dash + 3].split(separator: ",")))
    }
  }

  /// The version that a controller has, and the folders of the process's group and those above it.
  func folders(of controller: String) -> (version: Int, folders: [String])? {
    if let own = version1.first(where: { $0.controllers.contains { $0 == controller } }),
      let mount = mounts.first(where: { mount in
        !mount.isVersion2 && mount.controllers.contains { $0 == controller }
      })
    {
      return (1, folders(own.path, mount))
    }
    guard let version2, let mount = mounts.first(where: \.isVersion2) else { return nil }
    return (2, folders(version2, mount))
  }

  /// A group that lies outside of what is mounted, as in a container, counts as the mount's own.
  private func folders(_ path: String, _ mount: Mount) -> [String] {
    var parts = path.split(separator: "/")[...]
    let root = mount.root.split(separator: "/")
    if parts.starts(with: root) {
      parts = parts.dropFirst(root.count)
    } else {
      parts = []
    }
    if parts.contains("..") { parts = [] }
    return (0...parts.count).reversed().map { count in
      mount.point + parts.prefix(count).map { "/" + $0 }.joined()
    }
  }

  /// A path of the mount table, in which blanks and the like are written as `\040`.
  private static func unescaped(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.first {
      let digits = rest.dropFirst().prefix(3)
      if byte == UInt8(ascii: "\\"), digits.count == 3,
        let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
      {
        bytes.append(code)
        rest = rest.dropFirst(4)
      } else {
        bytes.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
