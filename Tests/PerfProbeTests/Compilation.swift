import Testing

/// A language with the compilers of it that this machine has.
enum Language: String, CaseIterable, CustomTestStringConvertible {
  case c, cpp

  var compilers: [String] {
    (self == .c ? ["gcc", "cc", "clang"] : ["g++", "c++", "clang++"]).filter(isOnPath)
  }

  var standard: String { self == .c ? "-std=c11" : "-std=c++17" }
  var testDescription: String { rawValue }
}

let strictFlags = ["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-Wshadow", "-Wconversion"]

/// The repository's folder that holds this package's tests and sources.
let repository = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
let includeFolder = "\(repository)/Sources/CPerfProbe/include"

extension ScratchFolder {
  /// Compiles one file of this folder to an object, all warnings being errors.
  func compile(_ file: String, with compiler: String, _ standard: String, _ more: String...) throws
  {
    let child = try ChildProgram(
      [compiler, standard] + strictFlags + more + ["-pthread", "-I", includeFolder, "-c", file],
      in: path)
    try #require(child.exitStatus == 0, "\(compiler) \(file): \(child.output)")
  }

  func link(_ objects: String..., with compiler: String, flags: [String] = []) throws {
    let child = try ChildProgram(
      [compiler, "-pthread"] + objects + flags + ["-o", "program"], in: path)
    try #require(child.exitStatus == 0, "\(compiler): \(child.output)")
  }

  /// Runs ./program with PERFKIT_OUT being this folder, and reads its probe.csv.
  func runProgram() throws -> ProbeTable {
    let child = try ChildProgram(["./program"], in: path, setting: ["PERFKIT_OUT": path])
    try #require(child.exitStatus == 0, "\(child.output)")
    #expect(child.output.isEmpty)
    return try ProbeTable(readingFrom: path)
  }
}
