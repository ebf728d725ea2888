import PerfJSON
import Testing

@Suite struct SchemaDocumentTests {
  @Test func everySchemaIsOneAndSaysItsName() throws {
    try #require(Repository.schemas.count > 10)
    for name in Repository.schemas {
      let schema = try SchemaSketch(name).root
      #expect(schema["$schema"]?.text == "https://json-schema.org/draft/2020-12/schema", "\(name)")
      #expect(schema["title"]?.text?.isEmpty == false, "\(name)")
      guard let format = schema["properties"]?["format"]?["const"]?.text else { continue }
      #expect(format.replacing("/", with: "-") + ".json" == name)
    }
  }

  @Test func everyPrintedDocumentHasWhatItsSchemaRequires() throws {
    let project = try PreparedProject("sum")
    let commands: [(command: String, format: String)] = [
      ("smoke", "perfkit-run/1"), ("report", "perfkit-report/1"), ("list", "perfkit-list/1"),
      ("build", "perfkit-build/1"),
      ("baseline record main", "perfkit-baseline/1"),
      ("baseline record main", "perfkit-outcome/1"),
      ("baseline accept main --reason same", "perfkit-baseline/1"),
      ("baseline list", "perfkit-baseline-list/1"),
      ("baseline show main", "perfkit-baseline-show/1"), ("smoke", "perfkit-run/1"),
      ("schema list", "perfkit-schema-list/1"), ("schema show sum/1", "perfkit-schema/1"),
      ("schema validate sum/1 perfkit.yaml", "perfkit-schema-validate/1"),
      ("init", "perfkit-outcome/1"), ("init --config new.yaml", "perfkit-init/1"),
      ("ab --base true --head true --pairs 6 --no-lock", "perfkit-comparison/1"),
      ("selftest aa --simulated --comparisons 2", "perfkit-selftest/1"),
      ("doctor --no-lock", "perfkit-doctor/1"),
      ("smoke --suite smook", "perfkit-outcome/1"), ("release plan v1.0", "perfkit-release-plan/1"),
      ("release verify v1 --tag-only", "perfkit-release-verify/1"),
      ("release verify v1", "perfkit-release-verify/1"),
      ("release status v1.0", "perfkit-release-status/1"), ("clean", "perfkit-clean/1"),
    ]
    for (command, format) in commands {
      let output = project.run("perfkit \(command) --json 2>/dev/null").output
      let document = try JSON.parse(Array(output.utf8))
      #expect(document["format"]?.text == format, "\(command)")
      let schema = try SchemaSketch(format.replacing("/", with: "-") + ".json")
      #expect(schema.faults(of: document) == [], "\(command)")
    }
    let printed = Set(commands.map { $0.format.replacing("/", with: "-") + ".json" })
    let others: Set = [
      "perfkit-figure-1.json", "perfkit-release-1.json", "perfkit-release-artefacts-1.json",
      "perfkit-release-policy-1.json",
      "perfkit-release-cut-1.json", "perfkit-release-draft-1.json",
      "perfkit-release-publish-1.json", "perfkit-release-state-1.json", "perfkit-yaml-1.json",
    ]
    #expect(Set(Repository.schemas) == printed.union(others))
  }

  @Test func artefactsHaveWhatTheirSchemaRequires() throws {
    let project = try PreparedProject("c-engine")
    let output = project.run("perfkit release artefacts v1 --json 2>/dev/null").output
    let schema = try SchemaSketch("perfkit-release-artefacts-1.json")
    #expect(schema.faults(of: try JSON.parse(Array(output.utf8))) == [])
  }

  /// Signed with an SSH key, on the double of a forge that the end-to-end tests use.
  @Test func releasesHaveWhatTheirSchemasRequire() throws {
    let project = try PreparedProject("c-engine")
    let tests = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
    let names = ["cut", "draft", "publish", "status"]
    let output = project.run(
      #"""
      set -e; export GITHUB_TOKEN=sesame
      ssh-keygen -q -t ed25519 -N '' -f ../home/key; mkdir -p release/keys forge
      echo "ada@example.org $(cut -d' ' -f1-2 ../home/key.pub)" > release/keys/allowed_signers
      git config user.signingKey ~/key; git init -q --bare ../remote
      git remote add origin "$PWD/../remote"
      printf '# Changelog\n\n## [1.0] - 2026-01-01\n\n- x\n' > CHANGELOG.md
      printf '/forge/\n/.perfkit/\n/match\n*.o\n*.json\n' > .gitignore
      python3 '/\#(tests)/EndToEndTests/Fixtures/forge/forge.py' github forge --token sesame \
        --git ../remote > forge/log 2>&1 &
      server=$!; trap 'kill $server' EXIT
      for i in $(seq 600); do [ -s forge/port ] && break; sleep 0.05; done
      cat > release/policy.yaml <<END
      version: 1
      tags: ["v*"]
      branches: [main]
      suites: [smoke]
      comparison: {required: false}
      artefacts: [{name: match, engine: match, files: [match], formats: [tar.gz]}]
      documents: [spdx]
      signing: {format: ssh}
      forges: [{kind: github, repository: o/r, api: "http://127.0.0.1:$(cat forge/port)"}]
      END
      git add .; git commit -qm 'feat: first'; perfkit smoke > smoke.json 2>&1
      perfkit release cut v1.0 --json > cut.json 2> cut.err.json || { cat cut*.json; exit 1; }
      perfkit release draft v1.0 --create --push --json 2> /dev/null > draft.json
      perfkit release publish v1.0 --tag-oid $(git rev-parse v1.0) --json 2> /dev/null > publish.json
      perfkit release status v1.0 --json > status.json
      python3 - <<'END'
      import json
      lines = open(".perfkit/release/v1.0/state.jsonl").read().splitlines()
      documents = [json.load(open(f"{n}.json")) for n in ("cut", "draft", "publish", "status")]
      print(json.dumps(documents + [json.loads(line) for line in lines]))
      END
      """#
    ).output
    let documents = try #require(try JSON.parse(Array(output.utf8)).elements, "\(output)")
    for (index, document) in documents.enumerated() {
      let name = index < names.count ? names[index] : "state"
      let schema = try SchemaSketch("perfkit-release-\(name)-1.json")
      #expect(schema.faults(of: document) == [], "\(name)")
    }
    #expect(documents.last?["step"]?.text == "post-verified")
    #expect(documents.count == 4 + 23)
  }

  @Test func theExampleOfAManifestHasWhatItsSchemaRequires() throws {
    let golden = Repository.text(of: "Tests/PerfReleaseTests/Documents/Golden/release.json")
    let schema = try SchemaSketch("perfkit-release-1.json")
    #expect(schema.faults(of: try JSON.parse(Array(golden.utf8))) == [])
  }

  @Test func storedFilesHaveWhatTheirSchemaRequires() throws {
    let project = try PreparedProject("sum")
    #expect(project.run("perfkit baseline record main").status == 0)
    #expect(project.run("perfkit smoke").status == 0)
    let files = [
      ("release/baselines/main/smoke.json", "perfkit-run-1.json"),
      (".perfkit/last.json", "perfkit-outcome-1.json"),
      (".perfkit/runs/*/run.json", "perfkit-run-1.json"),
      (".perfkit/runs/*/comparison.json", "perfkit-comparison-1.json"),
    ]
    for (file, schema) in files {
      let document = try JSON.parse(
        Array(project.run("cat $(ls -d \(file) | head -n 1)").output.utf8))
      #expect(try SchemaSketch(schema).faults(of: document) == [], "\(file)")
    }
  }

  @Test func aDocumentThatLacksSomethingIsFound() throws {
    let schema = try SchemaSketch("perfkit-outcome-1.json")
    let text = #"{"format": "perfkit-outcome/2", "command": "x", "errors": [{}], "exit": 0}"#
    let faults = schema.faults(of: try JSON.parse(Array(text.utf8)))
    #expect(faults.contains("format: not perfkit-outcome/1"))
    #expect(faults.contains("verdict: missing"))
    let choice = #"{"format": "perfkit-outcome/1", "verdict": "good"}"#
    #expect(
      schema.faults(of: try JSON.parse(Array(choice.utf8))).contains(
        "verdict: not one of the choices"))
    #expect(faults.contains("errors[0].message: missing"))
  }
}

/// The part of JSON Schema that these tests look at: `required` members, `const`, `enum` of
/// texts, and where they lead: `properties`, `items`, `additionalProperties` and `$ref`.
struct SchemaSketch {
  let root: JSON

  /// Reads a file of `docs/schemas`.
  init(_ name: String) throws {
    root = try JSON.parse(Array(Repository.text(of: "docs/schemas/" + name).utf8))
  }

  /// What a document lacks, by the place in it.
  func faults(of document: JSON) -> [String] { faults(of: document, root, at: "") }

  private func faults(of value: JSON, _ schema: JSON, at place: String) -> [String] {
    var found: [String] = []
    if let target = schema["$ref"]?.text {
      if target.hasPrefix("#/$defs/") {
        let definition = root["$defs"]?[String(target.dropFirst(8))] ?? .null
        found += faults(of: value, definition, at: place)
      } else if let other = try? SchemaSketch(target) {
        found += other.faults(of: value, other.root, at: place)
      }
    }
    if let wanted = schema["const"]?.text, value.text != wanted {
      found.append("\(place): not \(wanted)")
    }
    if let choices = schema["enum"]?.elements, value.text != nil, !choices.contains(value) {
      found.append("\(place): not one of the choices")
    }
    func inner(_ name: String) -> String { place.isEmpty ? name : "\(place).\(name)" }
    if value.members != nil {
      for name in schema["required"]?.elements?.compactMap(\.text) ?? [] where value[name] == nil {
        found.append("\(inner(name)): missing")
      }
    }
    for member in value.members ?? [] {
      let known = schema["properties"]?[member.name] ?? schema["additionalProperties"]
      if let known { found += faults(of: member.value, known, at: inner(member.name)) }
    }
    if let items = schema["items"] {
      for (index, element) in (value.elements ?? []).enumerated() {
        found += faults(of: element, items, at: "\(place)[\(index)]")
      }
    }
    return found
  }
}
