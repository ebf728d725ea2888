internal import PerfArguments

/// Options that every command takes.
struct GlobalOptions: CommandLineOptions {
  /// When something is done that a terminal may want and a file may not.
  enum When: String, CaseIterable, ArgumentValue { case auto, always, never }

  var config: String?
  var json = false
  var output: String?
  var quiet = false
  var verbose = false
  var strict = false
  var color = When.auto
  var progress = When.auto

  static let parameters: [Parameter<GlobalOptions>] = [
    .option(
      "--config", value: "FILE", help: "Use this file instead of the perfkit.yaml found upwards.",
      completion: .file, \.config),
    .flag("--json", help: "Print exactly one JSON document on standard output.", \.json),
    .option(
      "--output", value: "FILE", help: "Also write the document to this file.",
      completion: .file, \.output),
    .flag("--strict", help: "Turn any warning into exit status 2.", \.strict),
    .flag("--quiet", help: "Print only results and problems.", \.quiet),
    .flag("--verbose", help: "Print all rows of a comparison.", \.verbose),
    .option("--color", value: "WHEN", help: "Colours: auto, always or never.", \.color),
    .option("--progress", value: "WHEN", help: "Progress: auto, always or never.", \.progress),
  ]
}
