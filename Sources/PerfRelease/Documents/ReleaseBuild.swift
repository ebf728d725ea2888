public import PerfModel

/// How the engines of a release were built, and on what.
public struct ReleaseBuild: Sendable, Hashable {
  /// The kind of machine: nothing in it names one.
  public struct Environment: Sendable, Hashable {
    /// Such as `x86_64`.
    public var architecture: String
    /// The distribution with its version.
    public var os: String
    /// The C library with its version.
    public var libc: String
    /// The kernel's release.
    public var kernel: String
    /// The processor's own name.
    public var cpuModel: String

    /// Makes a description.
    public init(architecture: String, os: String, libc: String, kernel: String, cpuModel: String) {
      self.architecture = architecture
      self.os = os
      self.libc = libc
      self.kernel = kernel
      self.cpuModel = cpuModel
    }

    /// What a host's description says of it.
    public init(_ host: Host) {
      self.init(
        architecture: host.architecture, os: host.os, libc: host.libc, kernel: host.kernel,
        cpuModel: host.cpuModel)
    }
  }

  /// The perfkit that built and packed.
  public var perfkit: String
  /// The machine.
  public var environment: Environment
  /// The engines as built: toolchain, flags and files as they were tested.
  public var engines: [RunRecord.BuiltEngine]

  /// Makes a description.
  public init(perfkit: String, environment: Environment, engines: [RunRecord.BuiltEngine]) {
    self.perfkit = perfkit
    self.environment = environment
    self.engines = engines
  }
}

/// A source package that an engine was built from.
public struct SourceDependency: Sendable, Hashable {
  /// Its name.
  public var name: String
  /// Its version; nil where a branch or revision is pinned.
  public var version: String?
  /// Its commit; nil where none is pinned.
  public var revision: String?
  /// Where it comes from.
  public var location: String

  /// Makes a dependency.
  public init(name: String, version: String?, revision: String?, location: String) {
    self.name = name
    self.version = version
    self.revision = revision
    self.location = location
  }
}
