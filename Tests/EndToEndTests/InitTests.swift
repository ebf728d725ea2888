import PerfJSON
import Testing

@Suite struct InitTests {
  /// A file that tells what a project is, with what its starter must say.
  struct Sign: CustomTestStringConvertible, Sendable {
    let file: String
    let content: String
    let build: String
    let product: String
    var testDescription: String { file }
  }

  static let signs = [
    Sign(
      file: "Package.swift",
      content:
        "let package = Package(name: \"x\", targets: [.executableTarget(name: \"matcher\")])",
      build: "build: swiftpm", product: "matcher"),
    Sign(file: "CMakeLists.txt", content: "", build: "[cmake, --build, build]", product: "w"),
    Sign(file: "Cargo.toml", content: "", build: "cargo, build, --release", product: "w"),
    Sign(file: "Makefile", content: "", build: "build: make", product: "w"),
  ]

  @Test(arguments: signs) func theProjectFoundHereGetsItsStarter(_ sign: Sign) throws {
    let project = try Project()
    try project.write(sign.content, to: sign.file)
    let call = try project.perfkit("init", keepsState: false)
    #expect(call.output.contains("wrote perfkit.yaml for the project of \(sign.file)"))
    let plan = try project.read("perfkit.yaml")
    #expect(plan.contains(sign.build))
    #expect(plan.contains("\n  \(sign.product):\n"))
    #expect(plan.contains("baseline: none"))
    let list = try project.perfkit("list")
    #expect(list.document["project"]?.text == "w")
    #expect(list.document["suites"]?.elements?.first?["cases"]?.elements?.count == 1)
  }

  @Test func anyOtherFolderGetsOneThatPasses() throws {
    let project = try Project()
    try project.perfkit("init", keepsState: false)
    let call = try project.perfkit("smoke")
    #expect(call.output.contains("no baseline compared"))
  }

  @Test func aMakeProjectPassesAtOnce() throws {
    let project = try Project()
    try project.write("w: w.sh\n\tcp w.sh w\n", to: "Makefile")
    try project.write("#!/bin/sh\necho hello\n", to: "w.sh")
    try project.perfkit("init", keepsState: false)
    try project.perfkit("smoke")
  }

  @Test func aFileIsNeverOverwritten() throws {
    let project = try Project()
    try project.write("mine\n", to: "perfkit.yaml")
    let call = try project.perfkit("init", exits: 6, "refused", keepsState: false)
    #expect(call.errors.contains("there is a file 'perfkit.yaml' already"))
    #expect(try project.read("perfkit.yaml") == "mine\n")
  }

  @Test func anotherFileCanBeNamed() throws {
    let project = try Project()
    try project.perfkit("init", "--config", "other.yaml", keepsState: false)
    try project.perfkit("list", "--config", "other.yaml")
    #expect(names(inFolder: project.folder).contains("other.yaml"))
  }

  @Test func aFolderOfAnyNameWillDo() throws {
    let project = try Project()
    try project.sh("mkdir 'my ünusual: project'")
    try project.perfkit("init", below: "/my ünusual: project", keepsState: false)
    try project.perfkit("smoke", below: "/my ünusual: project", keepsState: false)
  }
}
