public import PerfJSON
public import PerfModel

extension Host {
  /// The `host` member of a document.
  public var json: JSON {
    .object([
      ("architecture", .string(architecture)), ("cpu_model", .string(cpuModel)),
      ("cpus", .integer(cpus)), ("hypervisor", .string(hypervisor)), ("memory", .integer(memory)),
      ("kernel", .string(kernel)), ("os", .string(os)), ("libc", .string(libc)),
      ("governor", .string(governor)), ("turbo", .string(turbo)), ("smt", .string(smt)),
      ("aslr", .string(aslr)), ("fingerprint", .string(fingerprint)),
    ])
  }

  init(_ reader: DocumentReader) throws(DocumentError) {
    self.init(
      architecture: try reader.string("architecture"), cpuModel: try reader.string("cpu_model"),
      cpus: try reader.int("cpus"), hypervisor: try reader.string("hypervisor"),
      memory: try reader.unsigned("memory"), kernel: try reader.string("kernel"),
      os: try reader.string("os"), libc: try reader.string("libc"),
      governor: try reader.string("governor"), turbo: try reader.string("turbo"),
      smt: try reader.string("smt"), aslr: try reader.string("aslr"),
      fingerprint: try reader.string("fingerprint"))
  }
}
