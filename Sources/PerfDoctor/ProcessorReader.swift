public import PerfModel

/// Reads which processors there are and how they change their speed.
public struct ProcessorReader: Sendable {
  private let files: SystemFiles
  private static let folder = "/sys/devices/system/cpu"

  /// Makes a reader.
  public init(_ files: SystemFiles = .kernel) { self.files = files }

  /// What can be seen now.
  public func read() -> MachineFacts.Processors {
    var processors = MachineFacts.Processors()
    processors.usable =
      files.field("Cpus_allowed_list", of: "/proc/self/status").flatMap(NumberList.parse) ?? []
    processors.online = numbers("online")
    processors.isolated = numbers("isolated")
    var governors: Set<String> = []
    for number in processors.usable {
      let own = "\(Self.folder)/cpu\(number)"
      if let governor = files.word(own + "/cpufreq/scaling_governor") { governors.insert(governor) }
      let siblings = files.word(own + "/topology/thread_siblings_list").flatMap(NumberList.parse)
      if let siblings, siblings.count > 1, !processors.siblings.contains(siblings) {
        processors.siblings.append(siblings)
      }
    }
    processors.governors = governors.sorted()
    processors.turboSwitch = turboSwitch
    return processors
  }

  private var turboSwitch: MachineFacts.Setting? {
    for (file, off) in [("intel_pstate/no_turbo", "1"), ("cpufreq/boost", "0")]
    where files.word("\(Self.folder)/\(file)") != nil {
      return MachineFacts.Setting(file: "devices/system/cpu/" + file, value: off)
    }
    return nil
  }

  private func numbers(_ name: String) -> [Int] {
    files.word("\(Self.folder)/\(name)").flatMap(NumberList.parse) ?? []
  }
}
