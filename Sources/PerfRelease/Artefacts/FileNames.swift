/// Names of published files.
enum FileNames {
  static let longest = 128

  /// `PROJECT-TAG`, with a dash for the slashes that a tag may have.
  static func stem(project: String, tag: String) -> String {
    project + "-" + tag.replacing("/", with: "-")
  }

  /// What is wrong with a name, or nil.
  ///
  /// Forges rename what holds other characters, or begins or ends with a dot; then checksums name
  /// files that nobody can download.
  static func fault(in name: String) -> String? {
    if name.isEmpty { return "is empty" }
    if name.utf8.count > longest { return "is longer than \(longest) bytes" }
    let isPlain = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "-"), UInt8(ascii: "+"):
        true
      default: false
      }
    }
    if !isPlain { return "has characters other than A-Z a-z 0-9 . _ - +" }
    if name.hasPrefix(".") || name.hasSuffix(".") { return "begins or ends with a dot" }
    if name.hasPrefix("-") { return "begins with a dash, as options do" }
    return nil
  }
}
