/// The machine a run was measured on; nothing in it names a person, a machine or a path.
public struct Host: Sendable, Hashable {
  /// Such as `x86_64`.
  public var architecture: String
  /// The processor's own name.
  public var cpuModel: String
  /// Processors that perfkit may use.
  public var cpus: Int
  /// The hypervisor's name, or `none`.
  public var hypervisor: String
  /// Memory in bytes.
  public var memory: UInt64
  /// The kernel's release.
  public var kernel: String
  /// The distribution with its version.
  public var os: String
  /// The C library with its version.
  public var libc: String
  /// The frequency governor, or `unknown`.
  public var governor: String
  /// Turbo state, `on`, `off` or `unknown`.
  public var turbo: String
  /// Simultaneous multithreading, `on`, `off` or `unknown`.
  public var smt: String
  /// Address-space layout randomisation, `0`, `1`, `2` or `unknown`.
  public var aslr: String
  /// The first 16 hex digits of SHA-256 over the first four joined by LF.
  public var fingerprint: String

  /// A machine that nobody described.
  public static let unknown = Host(
    architecture: "", cpuModel: "", cpus: 0, hypervisor: "", memory: 0, kernel: "", os: "",
    libc: "", governor: "", turbo: "", smt: "", aslr: "", fingerprint: "")

  /// Makes a description.
  public init(
    architecture: String, cpuModel: String, cpus: Int, hypervisor: String, memory: UInt64,
    kernel: String, os: String, libc: String, governor: String, turbo: String, smt: String,
    aslr: String, fingerprint: String
  ) {
    self.architecture = architecture
    self.cpuModel = cpuModel
    self.cpus = cpus
    self.hypervisor = hypervisor
    self.memory = memory
    self.kernel = kernel
    self.os = os
    self.libc = libc
    self.governor = governor
    self.turbo = turbo
    self.smt = smt
    self.aslr = aslr
    self.fingerprint = fingerprint
  }
}
