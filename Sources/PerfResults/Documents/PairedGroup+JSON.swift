internal import PerfJSON
internal import PerfModel

extension PairedRecord.Group {
  func json(_ all: [PairedRecord.Case]) -> JSON {
    .object([
      ("name", .string(name)), ("suite", .string(suite)), ("metric", .string(metric)),
      ("average", .string(average.rawValue)),
      ("cases", .array(cases.map { .string(all[$0].name) })), ("gating", .bool(gating)),
      ("warn", .number(warn)), ("fail", .number(fail)),
      ("at_most", atMost.map { .number($0) } ?? .null),
    ])
  }

  init(_ reader: DocumentReader, _ all: [PairedRecord.Case]) throws(DocumentError) {
    let suite = try reader.string("suite")
    var places: [Int] = []
    for name in try reader.strings("cases") {
      guard let place = all.firstIndex(where: { $0.suite == suite && $0.name == name }) else {
        throw DocumentError(member: reader.path + ".cases", expected: "cases of samples.cases")
      }
      places.append(place)
    }
    self.init(
      name: try reader.string("name"), suite: suite, metric: try reader.string("metric"),
      cases: places)
    average = try reader.choice("average", Average.self)
    gating = try reader.flag("gating")
    warn = try reader.number("warn")
    fail = try reader.number("fail")
    atMost = reader.json["at_most"]?.double
    for limit in [warn, fail, atMost ?? fail] where !(limit > 0 && limit.isFinite) {
      throw DocumentError(member: reader.path, expected: "limits above 0")
    }
  }
}
