extension RunRecord {
  /// The record for values that another tool measured, nobody says where.
  public static var foreign: RunRecord {
    RunRecord(
      id: "foreign", command: "compare", project: "",
      host: .unknown, revision: nil, content: "", toolchain: "none", configDigest: "")
  }
}
