extension RunRecord {
  /// The record for values that another tool measured, nobody says where.
  public static var foreign: RunRecord {
    RunRecord(
      id: "foreign", command: "compare", project: "",
      host: Host(
        architecture: "", cpuModel: "", cpus: 0, hypervisor: "", memory: 0, kernel: "", os: "",
        libc: "", governor: "", turbo: "", smt: "", aslr: "", fingerprint: ""),
      revision: nil, content: "", toolchain: "none", configDigest: "")
  }
}
