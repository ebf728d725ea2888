import PerfModel
import PerfYAML
import Testing

@testable import PerfPlan

/// `docs/schemas/perfkit-yaml-1.json` and the reader know the same keys.
@Suite struct SchemaTests {
  private let root: YAMLNode

  init() throws {
    let bytes = try Repository.read("docs/schemas/perfkit-yaml-1.json")
    root = try YAMLDocument.parse(bytes, file: "perfkit-yaml-1.json").root
  }

  private func node(_ path: String) throws -> YAMLNode {
    try path.split(separator: "/").reduce(root) { node, step in
      try #require(node.pairs?.first { $0.key == step }?.value, "\(path) at \(step)")
    }
  }

  @Test(arguments: [
    ("", PlanKeys.top), ("$defs/engine", PlanKeys.engine),
    ("$defs/engine/properties/variants/additionalProperties", PlanKeys.variant),
    ("$defs/engine/properties/at/additionalProperties", PlanKeys.recipe),
    ("$defs/schema", PlanKeys.schema),
    ("$defs/schema/properties/columns/items", PlanKeys.column),
    ("$defs/settings", PlanKeys.settings),
    ("$defs/settings/properties/decisions/items", PlanKeys.decision),
    ("$defs/settings/properties/overheads/items", PlanKeys.overhead),
    ("$defs/suite", PlanKeys.suite),
    ("$defs/suite/properties/cases/items", PlanKeys.caseKeys),
    ("$defs/suite/properties/cases/items/properties/results/items", PlanKeys.result),
    ("$defs/load", PlanKeys.load), ("$defs/fault", PlanKeys.fault),
    ("$defs/fault/properties/ge", PlanKeys.faultParts["ge"] ?? []),
    ("$defs/fault/properties/disk", PlanKeys.faultParts["disk"] ?? []),
    ("$defs/policy", PlanKeys.policy),
    ("$defs/policy/properties/rules/items", PlanKeys.rule),
  ])
  func bothKnowTheSameKeys(_ path: String, _ keys: [String]) throws {
    let properties = try node(path + "/properties").pairs?.map(\.key) ?? []
    #expect(properties.sorted() == keys.sorted())
    if path != "$defs/settings" {
      #expect(try node(path + "/additionalProperties").scalar?.text == "false")
    }
  }

  @Test(arguments: [
    ("$defs/suite/properties/kind", Suite.Kind.allCases.map(\.rawValue)),
    ("$defs/engine/properties/build", Engine.BuildKind.allCases.map(\.rawValue)),
    (
      "$defs/schema/properties/columns/items/properties/type",
      Schema.Column.Kind.allCases.map(\.rawValue)
    ),
    (
      "$defs/schema/properties/columns/items/properties/class",
      Schema.Column.Class.allCases.map(\.rawValue)
    ),
    ("$defs/policy/properties/stored", Policy.Stored.allCases.map(\.rawValue)),
    ("$defs/policy/properties/inconclusive", Policy.Inconclusive.allCases.map(\.rawValue)),
    (
      "$defs/settings/properties/perturb/items",
      CaseSettings.Perturbation.allCases.map(\.rawValue)
    ),
  ])
  func bothKnowTheSameValues(_ path: String, _ values: [String]) throws {
    let known = try node(path + "/enum").elements?.compactMap { $0.scalar?.text } ?? []
    #expect(known.sorted() == values.sorted())
  }

  @Test func everyReferenceLeadsSomewhere() throws {
    var pending = [root]
    var count = 0
    while let node = pending.popLast() {
      pending += node.elements ?? []
      for pair in node.pairs ?? [] {
        pending.append(pair.value)
        guard pair.key == "$ref", let text = pair.value.scalar?.text else { continue }
        _ = try self.node(String(text.dropFirst(2)))
        count += 1
      }
    }
    #expect(count > 50)
  }
}
