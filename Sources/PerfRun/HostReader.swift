internal import Glibc
internal import PerfCrypto
internal import PerfFiles
public import PerfModel

/// Describes this machine from /proc and /sys.
public enum HostReader {
  /// The machine as documents describe it.
  public static func read() throws(RunError) -> Host {
    let architecture = uname(\.machine)
    let cpuinfo = lines("/proc/cpuinfo")
    let model = field("model name", in: cpuinfo) ?? field("CPU part", in: cpuinfo) ?? "unknown"
    let hypervisor = hypervisor(cpuinfo)
    let identity = [architecture, model, String(usableProcessors), hypervisor]
    let digest: String
    do throws(CryptoError) {
      digest = try SHA256.hex(of: Array(identity.joined(separator: "\n").utf8))
    } catch {
      throw .hashing(reason: "\(error)")
    }
    return Host(
      architecture: architecture, cpuModel: model, cpus: usableProcessors,
      hypervisor: hypervisor, memory: memory, kernel: uname(\.release),
      os: field("PRETTY_NAME", in: lines("/etc/os-release"), separator: "=")?
        .filter { $0 != "\"" } ?? "unknown",
      libc: libc,
      governor: word("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor") ?? "unknown",
      turbo: turbo, smt: word("/sys/devices/system/cpu/smt/active").map(onOff) ?? "unknown",
      aslr: word("/proc/sys/kernel/randomize_va_space") ?? "unknown",
      fingerprint: String(digest.prefix(16)))
  }

  private static var usableProcessors: Int {
    let mask = field("Cpus_allowed", in: lines("/proc/self/status")) ?? ""
    return mask.reduce(0) { $0 + ($1.hexDigitValue ?? 0).nonzeroBitCount }
  }

  private static var libc: String {
    var buffer = [CChar](repeating: 0, count: 64)
    guard confstr(Int32(_CS_GNU_LIBC_VERSION), &buffer, buffer.count) > 0 else { return "unknown" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8($0) }, as: UTF8.self)
  }

  private static var memory: UInt64 {
    let text = field("MemTotal", in: lines("/proc/meminfo")) ?? ""
    return (UInt64(text.prefix { $0.isNumber }) ?? 0) * 1024
  }

  private static var turbo: String {
    if let text = word("/sys/devices/system/cpu/intel_pstate/no_turbo") {
      return text == "0" ? "on" : "off"
    }
    return word("/sys/devices/system/cpu/cpufreq/boost").map(onOff) ?? "unknown"
  }

  private static func hypervisor(_ cpuinfo: [Substring]) -> String {
    let flags = field("flags", in: cpuinfo) ?? ""
    guard flags.split(separator: " ").contains("hypervisor") else { return "none" }
    return word("/sys/class/dmi/id/sys_vendor") ?? "unknown"
  }

  private static func onOff(_ text: String) -> String { text == "1" ? "on" : "off" }

  private static func lines(_ path: String) -> [Substring] {
    guard let bytes = try? File.read(path) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  }

  private static func word(_ path: String) -> String? {
    lines(path).first.map { trimmed($0) }
  }

  private static func field(
    _ name: String, in lines: [Substring], separator: Character = ":"
  ) -> String? {
    for line in lines {
      guard let place = line.firstIndex(of: separator) else { continue }
      if trimmed(line[..<place]) == name { return trimmed(line[line.index(after: place)...]) }
    }
    return nil
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  private static func uname<T>(_ part: KeyPath<utsname, T>) -> String {
    var name = utsname()
    guard Glibc.uname(&name) == 0 else { return "unknown" }
    return withUnsafeBytes(of: name[keyPath: part]) {
      String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
