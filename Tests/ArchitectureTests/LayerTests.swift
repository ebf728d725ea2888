import Testing

/// The directions of docs/architecture.md.
@Suite struct LayerTests {
  private static let middle: Set<String> = [
    "PerfPlan", "PerfBuild", "PerfRun", "PerfCompare", "PerfHistory", "PerfReport", "PerfRelease",
    "PerfDoctor",
  ]
  private static let engine: Set<String> = [
    "Journal", "OrderBook", "MarketData", "Rings", "Variants", "refengine", "refengine-prices",
  ]
  private static let engineMayUse: Set<String> = ["PerfProbe", "PerfLoad"]

  @Test func importsAreFound() throws {
    let sources = try Repository.sources()
    #expect(sources.count > 100)
    #expect(Set(sources.map(\.module)).isSuperset(of: Self.engine))
    #expect(sources.contains { $0.imports.contains { $0.module == "PerfModel" } })
  }

  @Test func middleModulesDoNotImportEachOther() throws {
    for source in try Repository.sources() where Self.middle.contains(source.module) {
      for entry in source.imports where entry.module != source.module {
        #expect(!Self.middle.contains(entry.module), "\(source.path) imports \(entry.module)")
      }
    }
  }

  @Test func onlyTheToolImportsTheCommands() throws {
    for source in try Repository.sources() where source.module != "perfkit" {
      #expect(!source.imports.contains { $0.module == "PerfCommands" }, "\(source.path)")
    }
  }

  @Test func leavesKnowNothingOfTheDomain() throws {
    let leaves: Set<String> = [
      "PerfArchive", "PerfCrypto", "PerfFiles", "PerfGit", "PerfHTTP", "PerfJSON", "PerfModel",
      "PerfMustache", "PerfProbe", "PerfProcess", "PerfStatistics", "PerfTemplates", "PerfYAML",
    ]
    for source in try Repository.sources() where leaves.contains(source.module) {
      for entry in source.imports where entry.module.hasPrefix("Perf") {
        Issue.record("\(source.path) imports \(entry.module)")
      }
    }
    for source in try Repository.sources() where source.module == "PerfArguments" {
      for entry in source.imports where entry.module.hasPrefix("Perf") {
        #expect(entry.module == "PerfModel", "\(source.path) imports \(entry.module)")
      }
    }
  }

  @Test func theLoadKnowsOnlyStatistics() throws {
    let imports = try Repository.sources().filter { $0.module == "PerfLoad" }.flatMap(\.imports)
    let known: Set<String> = ["CPerfLoad", "Glibc", "PerfStatistics", "Synchronization"]
    #expect(Set(imports.map(\.module)).isSubset(of: known))
    #expect(imports.contains { $0.module == "PerfStatistics" })
  }

  @Test func theReferenceEngineIsAnyEngine() throws {
    for source in try Repository.sources() {
      for entry in source.imports where entry.module.hasPrefix("Perf") {
        guard Self.engine.contains(source.module) else { continue }
        #expect(Self.engineMayUse.contains(entry.module), "\(source.path) imports \(entry.module)")
      }
      guard !Self.engine.contains(source.module) else { continue }
      for entry in source.imports {
        #expect(!Self.engine.contains(entry.module), "\(source.path) imports \(entry.module)")
      }
    }
  }

  @Test func eachCModuleHasOneWrapperAndStaysInternal() throws {
    var wrappers: [String: Set<String>] = [:]
    for source in try Repository.sources() {
      for entry in source.imports where entry.module.hasPrefix("CPerf") {
        wrappers[entry.module, default: []].insert(source.module)
        #expect(entry.access == "internal", "\(source.path) imports \(entry)")
      }
    }
    #expect(wrappers.count >= 5)
    for (module, users) in wrappers { #expect(users.count == 1, "\(module): \(users.sorted())") }
  }

  @Test func foundationIsForThePluginOnly() throws {
    for source in try Repository.sources() where !source.path.hasPrefix("Plugins/") {
      #expect(!source.imports.contains { $0.module == "Foundation" }, "\(source.path)")
    }
  }

  @Test func onlyCommandsPrintAndExit() throws {
    let calls = ["print(", "debugPrint(", "dump(", "exit(", "_exit(", "abort(", "fatalError("]
    let mayEnd = Self.engine.union(["PerfCommands", "perfkit", "PerfkitPlugin"])
    for source in try Repository.sources() where !mayEnd.contains(source.module) {
      for (number, line) in source.lines.enumerated() where !line.contains("//") {
        for call in calls {
          #expect(!calling(call, in: line), "\(source.path):\(number + 1): \(line)")
        }
      }
    }
  }

  /// Whether a line calls a free function, and not a method or another name that ends so.
  private func calling(_ call: String, in line: String) -> Bool {
    var rest = line[...]
    while let range = rest.firstRange(of: call) {
      let before = rest[..<range.lowerBound].last
      let isName = before.map { $0.isLetter || $0.isNumber || "_.$`".contains($0) } ?? false
      let isDeclaration = rest[..<range.lowerBound].hasSuffix("func ")
      if !isName && !isDeclaration { return true }
      rest = rest[range.upperBound...]
    }
    return false
  }
}
