public import PerfJSON
public import PerfModel

extension Baseline {
  /// The file's content: the record of one suite with `accepted` and `sessions`.
  public var json: JSON {
    guard case .object(var members) = record.json else { return .null }
    members.append(JSON.Member("accepted", .array(accepted.map(\.json))))
    members.append(JSON.Member("sessions", .array(sessions.map(\.json))))
    return .object(members)
  }

  /// Reads the file of a baseline.
  public init(name: String, suite: String, _ json: JSON) throws(DocumentError) {
    let reader = DocumentReader(json)
    var accepted: [Acceptance] = []
    for entry in try reader.array("accepted") {
      accepted.append(
        Acceptance(
          when: try entry.string("when"), who: try entry.string("who"),
          why: try entry.string("why"), previousSHA256: entry.optionalString("previous_sha256")))
    }
    var sessions: [Session] = []
    for entry in try reader.array("sessions") { sessions.append(try Session(entry)) }
    self.init(
      name: name, suite: suite, record: try RunRecord(json), accepted: accepted,
      sessions: sessions)
  }
}

extension Baseline.Acceptance {
  var json: JSON {
    .object([
      ("when", .string(when)), ("who", .string(who)), ("why", .string(why)),
      ("previous_sha256", .optional(previousSHA256)),
    ])
  }
}

extension Baseline.Session {
  var json: JSON {
    let cases = samples.map { name, metrics in
      (
        name,
        Optional(
          JSON.object(
            metrics.map { metric, values in
              (metric, Optional(JSON.array(values.map { .number($0) })))
            }))
      )
    }
    return .object([
      ("when", .string(when)), ("fingerprint", .string(fingerprint)),
      ("toolchain", .string(toolchain)), ("samples", .object(cases)),
    ])
  }

  init(_ reader: DocumentReader) throws(DocumentError) {
    var samples: [String: [String: [Double]]] = [:]
    for (name, metrics) in try reader.members("samples") {
      for member in metrics.json.members ?? [] {
        samples[name, default: [:]][member.name] = member.value.elements?.compactMap(\.double) ?? []
      }
    }
    self.init(
      when: try reader.string("when"), fingerprint: try reader.string("fingerprint"),
      toolchain: try reader.string("toolchain"), samples: samples)
  }
}
