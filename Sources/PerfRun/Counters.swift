public import PerfProcess

/// What the user wants instructions to be counted with.
public enum CounterChoice: String, Sendable, Hashable, CaseIterable {
  /// The kernel's counters where they can be had, else nothing.
  case auto
  /// The kernel's counters.
  case perf
  /// valgrind, in one more run of each command or case.
  case valgrind
  /// Nothing.
  case none
}

/// How instructions are counted.
public enum Counters: Sendable, Hashable {
  /// Not at all.
  case none
  /// By the kernel, in every measured run.
  case perf
  /// By callgrind, in one more run that is not timed.
  case callgrind(Callgrind)

  /// What is used for a choice.
  /// - Parameters:
  ///   - path: the `PATH` in which valgrind is looked for.
  ///   - refusal: why the kernel does not count, or nil if it does.
  public static func chosen(
    _ choice: CounterChoice, path: String,
    refusal: () -> CounterRefusal? = CountedEvent.instructions.refusal
  ) throws(RunError) -> Counters {
    switch choice {
    case .none: return .none
    case .auto: return refusal() == nil ? .perf : .none
    case .perf:
      if let refusal = refusal() { throw .cannotCount(refusal) }
      return .perf
    case .valgrind:
      guard let program = ProgramSearch(["PATH=" + path]).find(Callgrind.programName) else {
        throw .noValgrind
      }
      return .callgrind(Callgrind(program: program))
    }
  }

  /// The event that measured runs count.
  var event: CountedEvent? { self == .perf ? .instructions : nil }
}

extension Counters {
  /// callgrind, if that is what counts.
  var callgrind: Callgrind? {
    guard case .callgrind(let callgrind) = self else { return nil }
    return callgrind
  }
}
