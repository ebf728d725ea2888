internal import PerfArguments
internal import PerfBuild
internal import PerfJSON
internal import PerfModel
internal import PerfReport
internal import PerfResults

/// `perfkit build`: engines from the work tree or a ref.
struct Build: RunnableCommand {
  var engines: [String] = []
  var ref: String?

  static let name = "build"
  static let summary = "Build engines, from the work tree or from a git ref."
  static let discussion = """
    Keeps what a build left by the identity of its sources, recipe, compiler and named variables: \
    a second build of the same content starts nothing. A ref is exported into a folder of \
    perfkit's own; your index, HEAD and files are never touched.
    """
  static let examples = [
    Example("perfkit build", "all engines"),
    Example("perfkit build demo --ref v0.8", "one engine, as it was at tag v0.8"),
  ]
  static let parameters: [Parameter<Build>] = [
    .positional("ENGINE", help: "Engines to build; all when none is named.", \.engines),
    .option("--ref", value: "REF", help: "Build the sources of this git ref.", \.ref),
  ]
  static let exitCodes = [0, 1, 4, 64, 130]

  func run(_ session: Session) throws(Problems) -> CommandResult {
    let plan = try session.plan()
    let known = plan.engines.map(\.name)
    for name in engines where !known.contains(name) {
      throw Problems([
        Problem(
          "build.unknown-engine", "there is no engine '\(name)'",
          hint: nearest(name, in: known).map { "did you mean '\($0)'?" }
            ?? "engines: \(known.joined(separator: ", "))", verdict: .usage)
      ])
    }
    try session.createStateFolder()
    let sources = try session.sources(plan, ref: ref)
    let builds = try session.build(
      engines: engines.isEmpty ? known : engines, of: plan, from: sources)
    let text = ProblemText(style: session.console.errorStyle)
    for warning in sources.warnings {
      session.console.complain(text.text(of: warning, label: "warning"))
    }
    let entries = builds.map { build in
      JSON.object([
        ("name", .string(build.engine.name)), ("key", .string(build.key)),
        ("reused", .bool(build.reused)), ("toolchain", .string(build.record.toolchain)),
        ("flags", .array(build.record.flags.map { .string($0) })),
        (
          "artefacts",
          .array(
            build.products.map { product in
              .object([
                ("path", .string(product.artefact.path)),
                ("sha256", .string(product.artefact.sha256)),
                ("size", .integer(product.artefact.size)),
              ])
            })
        ),
      ])
    }
    return CommandResult(
      document: .object([
        ("format", .string("perfkit-build/1")), ("content", .string(sources.source.content)),
        ("ref", .optional(ref)), ("engines", .array(entries)), ("errors", .array([])),
        ("warnings", .array(sources.warnings.map(\.json))),
        ("verdict", .string("pass")), ("exit", .integer(0)),
      ]))
  }
}
