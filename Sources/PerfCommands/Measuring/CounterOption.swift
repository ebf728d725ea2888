public import PerfArguments
internal import PerfModel
public import PerfRun

extension CounterChoice: ArgumentValue {}

extension Session {
  /// What counts instructions; says so with `--verbose` where `auto` finds nothing.
  func counters(_ choice: CounterChoice) throws(Problems) -> Counters {
    let path = environment["PATH"] ?? "/usr/bin:/bin"
    let counters = try attempt { try Counters.chosen(choice, path: path) }
    if choice == .auto, counters == .none, options.verbose {
      console.say("instructions unavailable: the kernel does not count them here")
    }
    return counters
  }

  /// A warning for a record whose instructions were asked for and not counted.
  static func uncounted(_ entry: CaseRecord) -> Problem? {
    entry.uncounted.map { reason in
      Problem(
        "case.uncounted", "\(entry.name): instructions were not counted: \(reason)",
        verdict: .warn)
    }
  }
}
