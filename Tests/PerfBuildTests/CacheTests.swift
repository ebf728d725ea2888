import Glibc
import PerfBuild
import PerfFiles
import PerfModel
import Testing

@Suite struct CacheTests {
  @Test func aBuildIsKeptAndFoundAgain() throws {
    let project = try Project()
    try project.write("first", to: "source.txt")
    let engine = project.engine([Project.script])
    let built = try project.build(engine)
    #expect(!built.reused)
    #expect(built.products.map(\.path) == ["bin/demo"])
    let product = try #require(built.products.first)
    #expect(try File.read(product.file) == Array("first".utf8))
    #expect(File.isExecutable(product.file))
    #expect(
      product.artefact
        == RunRecord.Artefact(
          path: "bin/demo",
          sha256: "a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e", size: 5))
    #expect(built.folder == project.folder + "/source")
    #expect(built.record.name == "demo" && built.record.build == "steps")
    #expect(built.record.artefacts == [product.artefact])
    #expect(String(decoding: try File.read(built.log), as: UTF8.self) == "built\n")

    try project.write("second", to: "bin/demo")
    var starts = 0
    let again = try project.build(engine) { starts += 1 }
    #expect(again.reused && starts == 0 && again.key == built.key)
    #expect(again.products == built.products && again.record == built.record)
    #expect(try File.read(product.file) == Array("first".utf8))
    #expect(project.text("count") == "x\n")
  }

  @Test func whateverGoesInIsPartOfTheIdentity() throws {
    let project = try Project()
    try project.write("text", to: "source.txt")
    let engine = project.engine([Project.script])
    let key = try project.build(engine).key
    #expect(try project.build(engine, content: "two").key != key)
    #expect(try project.build(engine, ref: "v1").key != key)
    #expect(try project.build(project.engine([Project.script + " "])).key != key)
    #expect(try project.build(project.engine([Project.script, "true"])).key != key)
    #expect(
      try project.build(project.engine([Project.script], artefacts: ["count", "bin/demo"])).key
        != key)
    let path = "PATH=/usr/bin:/bin"
    #expect(try project.build(engine, environment: [path, "CFLAGS=-O3"]).key != key)
    #expect(try project.build(engine, environment: [path, "OTHER=1"]).key == key)
    let named = project.engine([Project.script]) { $0.buildEnvironment = ["OTHER"] }
    let first = try project.build(named, environment: [path, "OTHER=1"])
    #expect(first.record.flags == ["OTHER=1"])
    #expect(try project.build(named, environment: [path, "OTHER=2"]).key != first.key)
    #expect(try project.build(named, environment: [path, "OTHER=1"]).reused)
  }

  @Test func aDamagedOrHalfEntryIsBuiltAgain() throws {
    let project = try Project()
    try project.write("text", to: "source.txt")
    let engine = project.engine([Project.script])
    let product = try #require(try project.build(engine).products.first)
    let entry = Path.folder(of: Path.folder(of: Path.folder(of: product.file)))
    for damage in [
      { try File.write("other".utf8, to: product.file) },
      { try File.remove(product.file) },
      { try File.remove(entry + "/build.json") },
      { try File.write("{".utf8, to: entry + "/build.json") },
    ] as [() throws -> Void] {
      try damage()
      let again = try project.build(engine)
      #expect(!again.reused)
      #expect(try File.read(product.file) == Array("text".utf8))
      #expect(try project.build(engine).reused)
    }
  }

  @Test func withoutKnownFilesTheToolsDecide() throws {
    let project = try Project()
    let engine = project.engine(["echo x >> count"], artefacts: [])
    #expect(try !project.build(engine).reused)
    #expect(try !project.build(engine).reused)
    #expect(project.text("count") == "x\nx\n")
    let script = project.engine([], artefacts: [])
    #expect(try !project.build(script).reused)
    #expect(try project.build(script).reused)
  }

  @Test func aFailedBuildLeavesNoEntry() throws {
    let project = try Project()
    try project.write("text", to: "source.txt")
    let engine = project.engine([Project.script + "; test -f allowed"])
    #expect(throws: BuildError.self) { try project.build(engine) }
    try project.write("", to: "allowed")
    #expect(try !project.build(engine).reused)
    #expect(try project.build(engine).reused)
  }

  @Test func makeBuildsInPlace() throws {
    let project = try Project()
    try project.write(
      "demo:\n\tprintf made > demo\nother:\n\tprintf other > demo\n", to: "Makefile")
    let engine = project.engine([], artefacts: ["demo"]) { $0.build = .make }
    let built = try project.build(engine)
    #expect(built.record.build == "make" && built.record.toolchain.contains("Make"))
    #expect(try File.read(try #require(built.products.first).file) == Array("made".utf8))
    #expect(project.text("demo") == "made")
    let other = project.engine([], artefacts: ["demo"]) {
      $0.build = .make
      $0.steps = [["--silent", "other"]]
    }
    #expect(
      try File.read(try #require(try project.build(other).products.first).file)
        == Array("other".utf8))
  }

  @Test func aRefMayBeBuiltInAnotherWay() throws {
    let project = try Project()
    let engine = project.engine(["printf new > demo"], artefacts: ["demo"]) {
      $0.at = [
        Engine.RefRecipe(ref: "v0.*", steps: [["/bin/sh", "-c", "printf old > demo"]]),
        Engine.RefRecipe(
          ref: "v0.2*", steps: [["/bin/sh", "-c", "printf older > other"]], artefacts: ["other"]),
      ]
    }
    for (ref, path, text) in [
      (nil, "demo", "new"), ("v1.0", "demo", "new"), ("v0.1", "demo", "old"),
      ("v0.2.1", "other", "older"),
    ] as [(String?, String, String)] {
      let product = try #require(try project.build(engine, ref: ref).products.first)
      #expect(product.path == path)
      #expect(try File.read(product.file) == Array(text.utf8))
    }
  }
}
