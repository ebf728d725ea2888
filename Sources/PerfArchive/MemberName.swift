/// The rules for names of members, the same for writing and reading.
struct MemberNames {
  /// Names by their lower-case form, with whether the member is a folder.
  private var known: [String: (name: String, isFolder: Bool)] = [:]

  /// Admits a name, or says what is wrong with it.
  mutating func admit(_ name: String, isFolder: Bool) throws(ArchiveError) {
    if let fault = MemberName.fault(in: name) { throw .name(name, fault) }
    let parts = name.split(separator: "/")
    for count in 1..<max(parts.count, 1) {
      try enter(parts[..<count].joined(separator: "/"), isFolder: true, as: name)
    }
    let key = MemberName.folded(name)
    if let other = known[key], !(isFolder && other.isFolder && other.name == name) {
      throw .name(name, other.name == name ? .duplicate : .twin(other.name))
    }
    known[key] = (name, isFolder)
  }

  /// A folder above a member: it may be there already, but only as a folder of the same spelling.
  private mutating func enter(
    _ folder: String, isFolder: Bool, as name: String
  ) throws(ArchiveError) {
    let key = MemberName.folded(folder)
    guard let other = known[key] else {
      known[key] = (folder, true)
      return
    }
    if !other.isFolder { throw .name(name, .below(other.name)) }
    if other.name != folder { throw .name(name, .twin(other.name)) }
  }
}

/// One name of a member.
enum MemberName {
  static let longest = 255

  static func fault(in name: String) -> ArchiveError.NameFault? {
    if name.isEmpty { return .empty }
    if name.hasPrefix("/") { return .absolute }
    if name.utf8.count > longest { return .long(longest) }
    for scalar in name.unicodeScalars {
      if scalar.value < 0x20 || scalar == "\\" || (0x7F...0x9F).contains(scalar.value)
        || scalar == "\u{FFFD}"
      {
        return .unprintable
      }
      if !isPlain(scalar) { return .deceptive }
    }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    if parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) { return .climbing }
    return nil
  }

  /// Whether a link's text leads to a place inside the archive, seen from the member's folder.
  ///
  /// `..` may only stand at its beginning: behind the name of another link it would lead elsewhere
  /// than its text says.
  static func staysInside(_ target: String, from name: String) -> Bool {
    guard !target.isEmpty, !target.hasPrefix("/") else { return false }
    guard target.unicodeScalars.allSatisfy({ isPlain($0) && $0 != "\\" }) else { return false }
    let parts = target.split(separator: "/").drop { $0 == "." }
    let climbs = parts.prefix { $0 == ".." }.count
    return climbs < name.split(separator: "/").count && !parts.dropFirst(climbs).contains("..")
  }

  /// Whether a character shows what it is: no control, format or unassigned character.
  static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      false
    case .spaceSeparator: scalar == " "
    default: scalar != "\u{FFFD}"
    }
  }

  /// The form in which two names are the same file on systems that ignore case and composition.
  static func folded(_ name: String) -> String { name.lowercased() }
}
