// swift-tools-version: 6.3
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
  .unsafeFlags(["-parse-as-library"]),  // libFuzzer brings main
]

func fuzzer(_ name: String) -> Target {
  .executableTarget(
    name: name, dependencies: [.product(name: "PerfReaders", package: "perfkit")],
    swiftSettings: settings)
}

let package = Package(
  name: "perfkit-fuzz",
  dependencies: [.package(name: "perfkit", path: "../..")],
  targets: [
    "FuzzArchive", "FuzzCSV", "FuzzCommit", "FuzzComparison", "FuzzELF", "FuzzJournal",
    "FuzzStream", "FuzzTag", "FuzzTemplate", "FuzzYAML",
  ].map(fuzzer),
  swiftLanguageModes: [.v6])
