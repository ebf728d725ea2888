/// What an ELF file says of itself: machine, libraries, versions (System V ABI, chapters 4 and 5).
///
/// A pure function of the bytes, which may be anything.
public struct ELFImage: Sendable, Hashable {
  /// What kind of file it is.
  public enum Kind: String, Sendable, Hashable {
    case relocatable, executable, shared, core, other
  }

  /// A version of a library's symbols that the file needs, such as `GLIBC_2.34` of `libc.so.6`.
  public struct RequiredVersion: Sendable, Hashable {
    /// The library.
    public var library: String
    /// The version.
    public var version: String

    /// Makes a requirement.
    public init(library: String, version: String) {
      self.library = library
      self.version = version
    }
  }

  /// The machine, such as `x86_64`.
  public var machine: String
  /// What kind of file it is; a position-independent program is `shared` and has an interpreter.
  public var kind: Kind
  /// Whether addresses have 64 bits.
  public var is64: Bool
  /// The program that loads it, such as `/lib64/ld-linux-x86-64.so.2`.
  public var interpreter: String?
  /// The libraries it needs, in its own order.
  public var needed: [String] = []
  /// The name under which others need it.
  public var name: String?
  /// Where it looks for libraries (DT_RUNPATH and DT_RPATH), such as `$ORIGIN`.
  public var searchPaths: [String] = []
  /// The versions of symbols that it needs, in its own order.
  public var requiredVersions: [RequiredVersion] = []
  /// Whether it has a symbol table for debuggers.
  public var hasSymbolTable = false
  /// Whether it has debug information.
  public var hasDebugInformation = false
  /// The linker's identity of the build, in hexadecimal.
  public var buildID: String?

  /// Whether bytes begin as an ELF file does.
  public static func isELF(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46])
  }

  /// Reads a file's bytes.
  public init(_ bytes: [UInt8]) throws(ELFError) {
    let file = try ELFBytes(bytes)
    is64 = file.is64
    kind = Self.kind(try file.number(16, 2, "the file header"))
    machine = Self.machine(try file.number(18, 2, "the file header"))
    let segments = try ELFSegments(file)
    interpreter = try segments.interpreter()
    let dynamic = try ELFDynamic(file, segments)
    needed = dynamic.needed
    name = dynamic.name
    searchPaths = dynamic.searchPaths
    requiredVersions = dynamic.requiredVersions
    let sections = try ELFSections(file)
    hasSymbolTable = sections.hasSymbolTable
    hasDebugInformation = sections.hasDebugInformation
    buildID = try segments.buildID()
    if buildID == nil { buildID = try sections.buildID() }
  }

  private static func kind(_ number: UInt64) -> Kind {
    switch number {
    case 1: .relocatable
    case 2: .executable
    case 3: .shared
    case 4: .core
    default: .other
    }
  }

  /// The machine's name as `uname -m` has it, or its number.
  private static func machine(_ number: UInt64) -> String {
    switch number {
    case 3: "i686"
    case 8: "mips"
    case 20: "ppc"
    case 21: "ppc64"
    case 22: "s390x"
    case 40: "arm"
    case 62: "x86_64"
    case 183: "aarch64"
    case 243: "riscv"
    case 258: "loongarch"
    default: "machine-\(number)"
    }
  }
}

extension ELFImage {
  /// The newest version of glibc whose symbols are needed, such as `2.34`; nil where none is.
  public var glibc: String? {
    let versions = requiredVersions.compactMap { required -> [Int]? in
      guard required.version.hasPrefix("GLIBC_") else { return nil }
      let parts = required.version.dropFirst(6).split(
        separator: ".", omittingEmptySubsequences: false)
      let numbers = parts.compactMap { Int($0) }
      return numbers.count == parts.count ? numbers : nil
    }
    return versions.max { $0.lexicographicallyPrecedes($1) }
      .map { $0.map(String.init).joined(separator: ".") }
  }
}
