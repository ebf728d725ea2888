internal import PerfJSON
internal import PerfRelease
internal import PerfSigning

extension ReleaseFiles {
  /// The name of the checksums' signature.
  static func signatureName(of kind: SignatureKind) -> String {
    Checksums.fileName + (kind == .ssh ? ".sig" : ".asc")
  }

  /// The documents beside the artefacts, with their names; statements are in signed envelopes.
  static func documents(
    _ documents: ReleaseDocuments, kinds: [ReleasePolicy.Document],
    sign: ([UInt8]) throws -> DSSEEnvelope.Signature
  ) throws -> [(name: String, text: String)] {
    var files = [
      (ReleaseFolder.manifest, String(decoding: documents.manifest.bytes, as: UTF8.self))
    ]
    for kind in kinds {
      let name = documents.fileName(kind.ending)
      if let plain = documents.plain(kind) {
        files.append((name, plain.document))
      } else if let statement = documents.statement(kind) {
        files.append((name, try DSSEEnvelope(signing: statement, sign).json.line + "\n"))
      }
    }
    return files
  }
}

extension ReleaseDocuments {
  /// A document that anybody can make from the manifest; nil of a signed one.
  func plain(_ kind: ReleasePolicy.Document) -> JSON? {
    switch kind {
    case .spdx: spdx
    case .cyclonedx: cycloneDX
    case .provenance, .testResult: nil
    }
  }

  /// The statement inside of a signed document; nil of a plain one, and where nothing was tested.
  func statement(_ kind: ReleasePolicy.Document) -> JSON? {
    switch kind {
    case .spdx, .cyclonedx: nil
    case .provenance: provenance
    case .testResult: testResult
    }
  }
}
