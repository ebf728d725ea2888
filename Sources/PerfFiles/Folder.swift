internal import Glibc

/// Whole folders: creating, listing, removing.
public enum Folder {
  /// One entry of a folder.
  public struct Entry: Sendable, Hashable {
    /// What the entry is; links are not followed.
    public enum Kind: Sendable { case file, folder, link, other }
    /// The entry's name.
    public var name: String
    /// What it is.
    public var kind: Kind
  }

  /// Creates a folder and those above it.
  public static func create(_ path: String, mode: UInt32 = 0o755) throws(FileError) {
    if mkdir(path, mode) == 0 { return }
    switch errno {
    case EEXIST:
      guard exists(path) else { throw FileError("create folder", path, number: ENOTDIR) }
    case ENOENT:
      let parent = Path.folder(of: path)
      guard parent != path else { throw FileError("create folder", path, number: ENOENT) }
      try create(parent, mode: mode)
      guard mkdir(path, mode) == 0 || errno == EEXIST else {
        throw FileError("create folder", path)
      }
    default: throw FileError("create folder", path)
    }
  }

  /// Creates a new, private folder whose name ends in eight random characters.
  public static func createTemporary(in folder: String, prefix: String) throws(FileError) -> String
  {
    var generator = SystemRandomNumberGenerator()
    let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789")
    for _ in 0..<64 {
      let tail = String((0..<8).map { _ in letters[Int.random(in: 0..<36, using: &generator)] })
      let path = folder + "/" + prefix + tail
      if mkdir(path, 0o700) == 0 { return path }
      guard errno == EEXIST else { throw FileError("create folder", path) }
    }
    throw FileError("create folder", folder, number: EEXIST)
  }

  /// Whether a path is a folder, links followed.
  public static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Gives a folder another name in the same file system.
  public static func rename(_ path: String, to target: String) throws(FileError) {
    guard Glibc.rename(path, target) == 0 else { throw FileError("rename", path) }
  }

  /// The entries of a folder, sorted by name bytewise.
  public static func list(_ path: String) throws(FileError) -> [Entry] {
    guard let stream = opendir(path) else { throw FileError("list", path) }
    defer { closedir(stream) }
    return try list(path, from: stream)
  }

  /// The entries of a folder that is open.
  static func list(_ path: String, from stream: OpaquePointer) throws(FileError) -> [Entry] {
    var entries: [Entry] = []
    while true {
      // Only this tells the end from a failure.
      errno = 0
      guard let entry = readdir(stream) else { break }
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      entries.append(Entry(name: name, kind: kind(of: path + "/" + name)))
    }
    guard errno == 0 else { throw FileError("list", path) }
    return entries.sorted { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }
  }

  /// Removes a folder and everything in it, or a link itself; none there is no error.
  public static func remove(_ path: String) throws(FileError) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      guard errno == ENOENT else { throw FileError("remove", path) }
      return
    }
    guard status.st_mode & S_IFMT == S_IFDIR else { return try File.remove(path) }
    if rmdir(path) == 0 { return }
    if status.st_mode & 0o700 != 0o700 { chmod(path, 0o700) }
    for entry in try list(path) {
      let child = path + "/" + entry.name
      if entry.kind == .folder { try remove(child) } else { try File.remove(child) }
    }
    guard rmdir(path) == 0 || errno == ENOENT else { throw FileError("remove", path) }
  }

  private static func kind(of path: String) -> Entry.Kind {
    var status = stat()
    guard lstat(path, &status) == 0 else { return .other }
    return switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    case S_IFLNK: .link
    default: .other
    }
  }
}
