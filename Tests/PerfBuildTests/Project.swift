import PerfBuild
import PerfFiles
import PerfModel

/// A project folder with an engine that a shell builds, and what is around it.
struct Project: ~Copyable {
  let folder: String

  init() throws {
    let folder = try Folder.createTemporary(in: "/tmp", prefix: "perfkit-build.")
    try Folder.create(folder + "/source")
    self.folder = folder
  }

  deinit { try? Folder.remove(folder) }

  /// An engine whose script says in `count` how often it ran.
  func engine(
    _ steps: [String], artefacts: [String] = ["bin/demo"],
    change: (inout Engine) -> Void = { _ in }
  ) -> Engine {
    var engine = Engine(
      name: "demo", source: "source", build: .steps, steps: steps.map { ["/bin/sh", "-c", $0] },
      artefacts: artefacts)
    change(&engine)
    return engine
  }

  static let script =
    "mkdir -p bin; cat source.txt > bin/demo; chmod 755 bin/demo; echo x >> count; echo built"

  func write(_ text: String, to name: String) throws {
    try File.write(text.utf8, to: folder + "/source/" + name)
  }

  func text(_ name: String) -> String {
    (try? File.read(folder + "/source/" + name)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  func build(
    _ engine: Engine, content: String = "one", ref: String? = nil,
    environment: [String] = ["PATH=/usr/bin:/bin"], started: () -> Void = {}
  ) throws(BuildError) -> EngineBuild {
    try Builder(cache: folder + "/cache", environment: environment).build(
      engine, from: EngineSource(projectFolder: folder, content: content, ref: ref),
      started: started)
  }
}
