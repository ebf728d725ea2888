// swift-tools-version: 6.3
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

func swift(_ name: String, _ dependencies: Target.Dependency...) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: Target.Dependency..., exclude: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let package = Package(
  name: "perfkit",
  products: [
    .executable(name: "perfkit", targets: ["perfkit"]),
    .executable(name: "refengine", targets: ["refengine"]),
    .executable(name: "refengine-prices", targets: ["refengine-prices"]),
    .plugin(name: "PerfkitPlugin", targets: ["PerfkitPlugin"]),
    .library(name: "PerfLoad", targets: ["PerfLoad"]),
    .library(name: "PerfProbe", targets: ["PerfProbe"]),
    .library(name: "PerfStatistics", targets: ["PerfStatistics"]),
    .library(
      name: "PerfReaders",
      targets: [
        "Journal", "MarketData", "OrderBook", "PerfArchive", "PerfCompare", "PerfGit", "PerfJSON",
        "PerfModel",
        "PerfMustache", "PerfPlan",
        "PerfRelease", "PerfResults",
      ]),
  ],
  targets: [
    .executableTarget(
      name: "perfkit", dependencies: ["PerfCommands"], swiftSettings: settings),
    .plugin(
      name: "PerfkitPlugin",
      capability: .command(
        intent: .custom(verb: "perfkit", description: "Build, test, compare and release engines."))),

    swift(
      "PerfCommands", "PerfArguments", "PerfBuild", "PerfCompare", "PerfCrypto", "PerfDoctor",
      "PerfFiles", "PerfGit", "PerfHistory", "PerfJSON", "PerfLoad", "PerfModel", "PerfPlan",
      "PerfProcess", "PerfRelease", "PerfReport", "PerfResults", "PerfRun", "PerfSigning",
      "PerfStatistics", "PerfTemplates"),
    swift("PerfArguments", "PerfModel"),
    swift("PerfPlan", "PerfFiles", "PerfModel", "PerfYAML"),
    swift("PerfBuild", "PerfCrypto", "PerfFiles", "PerfJSON", "PerfModel", "PerfProcess"),
    swift(
      "PerfRun", "PerfCrypto", "PerfFiles", "PerfHTTP", "PerfLoad", "PerfModel", "PerfProcess",
      "PerfResults",
      "PerfStatistics"),
    swift("PerfCompare", "PerfModel", "PerfResults", "PerfStatistics"),
    swift("PerfHistory", "PerfCrypto", "PerfFiles", "PerfJSON", "PerfModel", "PerfResults"),
    swift(
      "PerfRelease", "PerfArchive", "PerfCrypto", "PerfFiles", "PerfGit", "PerfHTTP", "PerfJSON",
      "PerfModel", "PerfMustache", "PerfResults", "PerfSigning", "PerfYAML"),
    swift("PerfDoctor", "PerfFiles", "PerfModel", "PerfProcess"),
    swift("PerfReport", "PerfJSON", "PerfModel", "PerfResults", "PerfStatistics"),
    .target(
      name: "PerfTemplates",
      resources: ["cargo", "cmake", "generic", "make", "swiftpm"].map {
        .embedInCode("../../templates/starter-\($0).yaml")
      }
        + ["announcement", "changelog-entry", "release-notes"].map {
          .embedInCode("../../templates/\($0).md.mustache")
        } + [.embedInCode("../../templates/report.css")],
      swiftSettings: settings),

    swift("PerfModel"),
    swift("PerfResults", "PerfCrypto", "PerfFiles", "PerfJSON", "PerfModel"),
    swift("PerfStatistics"),

    swift("PerfArchive", "CPerfArchive"),
    swift("PerfCrypto", "CPerfCrypto"),
    swift("PerfFiles"),
    swift("PerfGit", "CPerfGit"),
    swift("PerfHTTP", "CPerfHTTP"),
    swift("PerfJSON", "CPerfJSON"),
    swift("PerfProcess", "CPerfSystem"),
    swift("PerfMustache", "CPerfMustache"),
    swift("PerfSigning", "CPerfGPG", "PerfCrypto", "PerfFiles", "PerfProcess"),
    swift("PerfYAML", "CPerfYAML"),
    .target(name: "CPerfArchive"),
    .target(name: "CPerfCrypto"),
    .target(name: "CPerfGPG"),
    .target(name: "CPerfGit"),
    .target(name: "CPerfHTTP"),
    .target(name: "CPerfJSON"),
    .target(name: "CPerfMustache"),
    .target(name: "CPerfSystem"),
    .systemLibrary(name: "CPerfYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),

    swift("PerfLoad", "CPerfLoad", "PerfStatistics"),
    .target(name: "CPerfLoad"),
    swift("PerfProbe", "CPerfProbe"),
    .target(name: "CPerfProbe"),
    swift("OrderBook", "COrderBook"),
    .target(name: "COrderBook"),
    swift("MarketData", "OrderBook"),
    swift("Journal", "CJournal", "OrderBook"),
    .target(name: "CJournal"),
    .executableTarget(
      name: "refengine",
      dependencies: [
        "Journal", "MarketData", "OrderBook", "PerfLoad", "PerfProbe", "Variants",
      ],
      swiftSettings: settings),
    // Apart from refengine, which FoundationEssentials would more than double in size.
    .executableTarget(
      name: "refengine-prices", dependencies: ["MarketData", "OrderBook", "PerfProbe", "Variants"],
      swiftSettings: settings),
    swift("Rings"),
    swift("Variants", "OrderBook", "PerfProbe", "Rings"),

    tests("PerfArchiveTests", "PerfArchive"),
    tests("PerfArgumentsTests", "PerfArguments"),
    tests("PerfCryptoTests", "PerfCrypto"),
    tests("PerfGitTests", "PerfGit", "SigningFixture"),
    .target(
      name: "SigningFixture", dependencies: ["PerfProcess"], path: "Tests/SigningFixture",
      swiftSettings: settings),
    tests("PerfSigningTests", "PerfFiles", "PerfSigning", "SigningFixture"),
    tests("PerfMustacheTests", "PerfMustache"),
    tests("PerfPlanTests", "PerfFiles", "PerfModel", "PerfPlan"),
    tests("PerfProbeTests", "PerfProbe"),
    tests("PerfProcessTests", "CPerfSystem", "PerfProcess"),
    tests("PerfYAMLTests", "PerfYAML"),
    tests("OrderBookTests", "OrderBook"),
    tests("PerfCompareTests", "PerfCompare", "PerfFiles", "PerfJSON", "PerfModel"),
    tests("PerfDoctorTests", "PerfDoctor", "PerfModel", "PerfProcess"),
    tests("PerfFilesTests", "PerfFiles"),
    tests("PerfModelTests", "PerfFiles", "PerfModel"),
    tests("PerfBuildTests", "PerfBuild", "PerfFiles", "PerfModel"),
    tests(
      "PerfHistoryTests", "PerfFiles", "PerfHistory", "PerfJSON", "PerfModel", "PerfResults"),
    tests("PerfHTTPTests", "PerfHTTP"),
    tests("PerfLoadTests", "PerfFiles", "PerfJSON", "PerfLoad", "PerfStatistics"),
    tests("PerfJSONTests", "PerfFiles", "PerfJSON"),
    tests("PerfRunTests", "PerfModel", "PerfProcess", "PerfRun"),
    tests(
      "PerfReleaseTests", "PerfArchive", "PerfCrypto", "PerfFiles", "PerfGit", "PerfJSON",
      "PerfModel", "PerfRelease", "PerfResults", "PerfSigning", "PerfTemplates", "SigningFixture",
      exclude: ["Documents/Golden"]),
    tests(
      "PerfReportTests", "PerfFiles", "PerfJSON", "PerfModel", "PerfReport", "PerfResults",
      exclude: ["Golden"]),
    tests("PerfResultsTests", "PerfFiles", "PerfJSON", "PerfModel", "PerfResults"),
    tests("PerfStatisticsTests", "PerfFiles", "PerfJSON", "PerfStatistics"),
    tests("ArchitectureTests", "PerfFiles", "perfkit"),
    tests("DocumentationTests", "perfkit", "PerfFiles", "PerfJSON", exclude: ["Fixtures"]),
    tests(
      "EndToEndTests", "perfkit", "refengine", "refengine-prices", "PerfJSON", "PerfProcess",
      "SigningFixture",
      exclude: ["Fixtures"]),
    tests("MarketDataTests", "MarketData", "OrderBook"),
    tests("RingsTests", "Rings"),
    tests("VariantsTests", "MarketData", "OrderBook", "Variants"),
    tests("JournalTests", "Journal", "MarketData", "OrderBook"),
  ],
  swiftLanguageModes: [.v6])
