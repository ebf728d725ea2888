/// Something that would make measurements or releases on this machine better.
public struct Advice: Sendable, Hashable {
  /// The fact that led to it.
  public var subject: Subject
  /// How to do it.
  public var remedy: Remedy
  /// Whether measurements suffer now or perfkit lacks something, so that `--strict` fails.
  public var isWarning: Bool

  /// Makes an advice.
  public init(_ subject: Subject, _ remedy: Remedy, isWarning: Bool) {
    self.subject = subject
    self.remedy = remedy
    self.isWarning = isWarning
  }

  /// What an advice can be about, in order of effect.
  public enum Subject: String, Sendable, Hashable, CaseIterable {
    case load
    case throttling
    case steal
    case memory
    case disk
    case package
    case clock
    case stalls
    case governor
    case turbo
    case smt
    case quota
    case detectable
    case aslr
    case hugePages = "huge-pages"
    case counters
    case openFiles = "open-files"
    case processes
    case repository
    case identity
    case signing
    case agent
  }

  /// How an advice is followed.
  public enum Remedy: Sendable, Hashable {
    /// A command line for a shell.
    case command(String)
    /// A value of the kernel, to be written by root.
    case setting(MachineFacts.Setting)

    /// The command line, as a person would type it.
    public var text: String {
      switch self {
      case .command(let line): line
      case .setting(let setting): "echo \(setting.value) | sudo tee /sys/\(setting.file)"
      }
    }
  }
}
