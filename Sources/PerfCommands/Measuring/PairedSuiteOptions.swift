internal import PerfArguments
internal import PerfModel

/// Options of `ab` over suites.
struct PairedSuiteOptions: CommandLineOptions {
  var baseRef: String?
  var headRef: String?
  var baseVariant: String?
  var headVariant: String?
  var variant: String?
  var suites: [String] = []
  var caseGlob: Glob?
  var keepScratch = false

  static let parameters: [Parameter<PairedSuiteOptions>] = [
    .option("--base-ref", value: "REF", help: "The revision to compare with.", \.baseRef),
    .option(
      "--head-ref", value: "REF", help: "The revision to judge; else the work tree.", \.headRef),
    .option(
      "--base-variant", value: "V", help: "The declared variant to compare with.", \.baseVariant),
    .option("--head-variant", value: "W", help: "The variant to judge.", \.headVariant),
    .option(
      "--variant", value: "V", help: "Run this variant of both revisions.", \.variant),
    .repeated(
      "--suite", value: "NAME", help: "Compare this suite; else all bench suites.", \.suites),
    .option(
      "--case", value: "GLOB", help: "Compare only cases whose full name matches.", \.caseGlob),
    .flag("--keep-scratch", help: "Keep the scratch folders, to look at them.", \.keepScratch),
  ]

  /// An option that makes no sense between two commands, if one was given.
  var givenOption: String? {
    let given = [
      ("--variant", variant != nil), ("--suite", !suites.isEmpty), ("--case", caseGlob != nil),
      ("--keep-scratch", keepScratch),
    ]
    return given.first(where: \.1)?.0
  }
}
