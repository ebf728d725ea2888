public import PerfJSON
public import PerfModel
internal import PerfResults

/// What hyperfine writes with `--export-json`, as a run.
public enum HyperfineFile {
  /// Reads `results[]`: `command`, `parameters` and the times in seconds.
  public static func record(_ json: JSON, path: String) throws(HistoryError) -> RunRecord {
    var record = RunRecord.foreign
    for (index, result) in (json["results"]?.elements ?? []).enumerated() {
      let place = "results[\(index)]"
      guard let command = result["command"]?.text else {
        throw .notDocument(
          path: path, DocumentError(member: place + ".command", expected: "a string"))
      }
      guard let times = result["times"]?.elements, !times.isEmpty,
        times.allSatisfy({ $0.double != nil })
      else {
        throw .notDocument(
          path: path,
          DocumentError(member: place + ".times", expected: "an array of seconds"))
      }
      let parameters = (result["parameters"]?.members ?? []).map { member in
        "\(member.name)=\(member.value.text ?? member.value.double.map { "\($0)" } ?? "")"
      }
      let name = ([command] + parameters).joined(separator: " ")
      var entry = CaseRecord(name: name, suite: "hyperfine", seed: 0)
      entry.samples = [
        CaseRecord.Samples(
          metric: "wall_time", unit: "s", better: .lower, comparison: .relative, gating: true,
          values: times.compactMap(\.double))
      ]
      record.cases.append(entry)
    }
    return record
  }
}
