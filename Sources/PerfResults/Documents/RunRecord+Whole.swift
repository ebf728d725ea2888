public import PerfJSON
public import PerfModel

extension RunRecord {
  /// Reads a document with its problems and its comparison.
  public init(whole json: JSON) throws(DocumentError) {
    try self.init(json)
    let reader = DocumentReader(json)
    for entry in try reader.array("errors") { errors.append(try Problem(entry, .error)) }
    for entry in try reader.array("warnings") { warnings.append(try Problem(entry, .warn)) }
    if let entry = json["comparison"] { comparison = try Comparison(entry) }
  }
}
