import Glibc
import PerfModel
import PerfPlan
import Testing

/// Files as they lie on a disk.
@Suite final class PlanFileTests {
  private let folder: String

  init() throws {
    var template = Array("/tmp/perfplan.XXXXXX".utf8CString)
    folder = String(cString: try #require(mkdtemp(&template)))
  }

  deinit {
    unlink("\(folder)/perfkit.yaml")
    rmdir(folder)
  }

  private var file: String { "\(folder)/perfkit.yaml" }

  private func write(_ text: String, size: Int? = nil) throws {
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    #expect(Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
    if let size { #expect(ftruncate(descriptor, size) == 0) }
  }

  private func problem(_ path: String) throws -> Problem {
    let problems = #expect(throws: Problems.self) { try PlanReader.read(file: path) }
    return try #require(problems?.all.first)
  }

  @Test func aPlanKnowsItsFolderAndLines() throws {
    try write("version: 1\nproject: p # ä\n")
    let plan = try PlanReader.read(file: file)
    #expect(plan.folder == folder)
    #expect(plan.file == file)
    #expect(plan.lines == ["version: 1", "project: p # ä", ""])
    let found = plan.problem("x", "y", at: Position(line: 2, column: 10))
    #expect(found.excerpt == "project: p # ä")
  }

  @Test func aMissingFileIsWrongUsage() throws {
    let problem = try problem(file)
    #expect(problem.code == "plan.no-file")
    #expect(problem.verdict == .usage)
    #expect(problem.message == "there is no file '\(file)'")
  }

  @Test(arguments: ["/tmp", "/dev/zero"])
  func whatIsNoFileIsNotRead(_ path: String) throws {
    #expect(try problem(path).message == "'\(path)' is not a regular file")
  }

  @Test func whatCannotBeReadIsNoWrongUsage() throws {
    let problem = try problem("/proc/self/mem")
    #expect(problem.code == "plan.unreadable")
    #expect(problem.message == "'/proc/self/mem' cannot be read: Input/output error")
    #expect(problem.verdict == .error)
  }

  @Test func aFifoIsNotWaitedFor() throws {
    try #require(mkfifo(file, 0o600) == 0)
    #expect(try problem(file).code == "plan.no-file")
  }

  @Test func aHundredMegabytesAreRefusedUnread() throws {
    try write("version: 1\n", size: 100_000_000)
    let problem = try problem(file)
    #expect(problem.code == "yaml.too-large")
    #expect(problem.message == "the file holds 100000000 bytes; at most 1048576 are read")
    #expect((problem.line, problem.column) == (1, 1))
  }
}
