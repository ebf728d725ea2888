/// What an ELF file needs to run.
public struct Linkage: Sendable, Hashable {
  /// The machine, such as `x86_64`.
  public var machine: String
  /// The program that loads it; nil of libraries and static programs.
  public var interpreter: String?
  /// The shared libraries it needs, in its own order.
  public var libraries: [String]
  /// The newest version of glibc whose symbols it needs, such as `2.34`.
  public var glibc: String?
  /// Where it looks for libraries, such as `$ORIGIN`.
  public var searchPaths: [String]
  /// Whether debug information was taken out.
  public var isStripped: Bool

  /// Makes a linkage.
  public init(
    machine: String, interpreter: String?, libraries: [String], glibc: String?,
    searchPaths: [String], isStripped: Bool
  ) {
    self.machine = machine
    self.interpreter = interpreter
    self.libraries = libraries
    self.glibc = glibc
    self.searchPaths = searchPaths
    self.isStripped = isStripped
  }

  /// What an ELF file says.
  public init(_ image: ELFImage) {
    self.init(
      machine: image.machine, interpreter: image.interpreter, libraries: image.needed,
      glibc: image.glibc, searchPaths: image.searchPaths, isStripped: !image.hasDebugInformation)
  }
}
