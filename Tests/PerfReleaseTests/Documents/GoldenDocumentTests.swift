import Glibc
import PerfFiles
import PerfJSON
import PerfModel
import PerfRelease
import PerfResults
import Testing

/// The documents of one manifest, byte for byte.
///
/// `validate.py` beside the golden files has shown them to validators that are not ours.
@Suite struct GoldenDocumentTests {
  private static let folder: String = {
    let file = #filePath
    return file.prefix(upTo: file.lastIndex(of: "/") ?? file.startIndex) + "/Golden"
  }()

  private static func documents() throws -> [(name: String, json: JSON)] {
    let documents = try ReleaseDocuments(.example)
    let signed = DSSEEnvelope(signing: documents.provenance) { bytes in
      DSSEEnvelope.Signature(keyID: "example", bytes: Array(bytes.reversed().prefix(64)))
    }
    return [
      ("release.json", documents.manifest.json), ("spdx.json", documents.spdx),
      ("cyclonedx.json", documents.cycloneDX), ("provenance.json", documents.provenance),
      ("test-result.json", try #require(documents.testResult)), ("envelope.json", signed.json),
    ]
  }

  /// With PERFKIT_GOLDEN=write in the environment the files are written first: read the difference
  /// and run validate.py before it is committed.
  @Test func theBytesAreTheGoldenOnes() throws {
    for (name, json) in try Self.documents() {
      let path = Self.folder + "/" + name
      if getenv("PERFKIT_GOLDEN") != nil { try File.write(json.document.utf8, to: path) }
      #expect(String(decoding: try File.read(path), as: UTF8.self) == json.document, "\(name)")
    }
  }

  @Test func theManifestReadsBack() throws {
    let manifest = ReleaseManifest.example
    #expect(try ReleaseManifest(try JSON.parse(manifest.bytes)) == manifest)
    var bare = manifest
    (bare.repository, bare.license, bare.previous, bare.configDigest) = (nil, nil, nil, nil)
    (bare.dependencies, bare.artefacts, bare.evidence, bare.overrides) = ([], [], [], [])
    bare.notes = nil
    bare.performance = ReleasePerformance(notMeasured: "not measured")
    #expect(try ReleaseManifest(try JSON.parse(bare.bytes)) == bare)
  }

  @Test(
    arguments: [
      ("format", .string("perfkit-release/2"), "format"), ("tag", .null, "tag"),
      ("commit_time", .string("yesterday"), "commit_time"),
      ("artefacts", .array([.object([JSON.Member("name", .int(1))])]), "artefacts[0].name"),
      ("build", .null, "build"), ("evidence", .string("x"), "evidence"),
      ("performance", .object([] as [JSON.Member]), "performance.base"),
    ] as [(String, JSON, String)])
  func aManifestThatIsNone(_ member: String, _ value: JSON, _ place: String) throws {
    let members = try #require(ReleaseManifest.example.json.members)
    let changed = members.map { $0.name == member ? JSON.Member(member, value) : $0 }
    let error = #expect(throws: DocumentError.self) { try ReleaseManifest(.object(changed)) }
    #expect(error?.member == place)
  }

  @Test func withoutEvidenceThereIsNoTestResult() throws {
    var manifest = ReleaseManifest.example
    manifest.evidence = []
    #expect(try ReleaseDocuments(manifest).testResult == nil)
    #expect(try ReleaseDocuments(.example).testResult?["predicate"]?["result"]?.text == "WARNED")
    manifest.evidence = ReleaseManifest.example.evidence
    manifest.evidence[0].verdict = .missing
    #expect(try ReleaseDocuments(manifest).testResult?["predicate"]?["result"]?.text == "FAILED")
    manifest.evidence[0].verdict = .improved
    #expect(try ReleaseDocuments(manifest).testResult?["predicate"]?["result"]?.text == "PASSED")
  }

  @Test func tagsWithSlashes() throws {
    var manifest = ReleaseManifest.example
    manifest.tag = "release/1.0"
    #expect(try ReleaseDocuments(manifest).fileName(".spdx.json") == "demo-release-1.0.spdx.json")
  }
}
