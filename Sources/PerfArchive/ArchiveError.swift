/// Why an archive could not be written, or must not be trusted.
public enum ArchiveError: Error, Sendable, Hashable {
  /// What makes a member's name dangerous or unportable.
  public enum NameFault: Sendable, Hashable {
    case empty
    case absolute
    /// It has a `.`, `..` or empty component.
    case climbing
    /// It has a control character, a backslash, or is not UTF-8.
    case unprintable
    /// It has a character that turns the direction of text, or one that cannot be seen.
    case deceptive
    /// It is not ASCII, and the archive is a ZIP file, whose readers disagree about such names.
    case foreign
    /// It is longer than the limit, in bytes.
    case long(Int)
    /// Another member has the same name.
    case duplicate
    /// It differs from this member's name in the case of letters only.
    case twin(String)
    /// It stands below this member, which is no folder.
    case below(String)
  }

  /// The library could not be loaded, for the loader's `reason`; `package` is Debian's.
  case libraryMissing(package: String, reason: String)
  /// A member's name is refused.
  case name(String, NameFault)
  /// A symbolic link leads out of the archive.
  case link(name: String, target: String)
  /// A member is neither file, folder nor symbolic link: a hard link, device, pipe or socket.
  case kind(name: String)
  /// A member has set-uid, set-gid or sticky bits.
  case privileged(name: String, mode: Int)
  /// There is nothing to pack.
  case nothing
  /// The archive has more members than the limit.
  case members(limit: Int)
  /// A member, or all together, unpack to more bytes than the limit.
  case size(name: String, limit: Int)
  /// A time before 1980 or after 2107, which a ZIP file cannot hold.
  case time(Int)
  /// A file to be packed is a link, folder or device.
  case notAFile(path: String)
  /// A file to be packed changed while it was read.
  case changed(path: String)
  /// A file could not be read or written; `number` is the system's error number.
  case file(operation: String, path: String, number: Int32)
  /// What is not an archive of the form it should be, or is damaged, in libarchive's words.
  case malformed(path: String, reason: String)
  /// Any other failure of libarchive, in its words.
  case failed(operation: String, reason: String)
}
