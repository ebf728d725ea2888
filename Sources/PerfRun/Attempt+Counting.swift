internal import PerfModel
internal import PerfProcess

/// Why a run under callgrind has no count.
struct Uncounted: Error, Hashable {
  let sentence: String
}

extension Attempt {
  /// Takes over how a command of the user's ended; nil expects any status.
  mutating func end(_ termination: Termination, expected: [Int32]?, timeout: Duration) {
    var accepted = expected ?? []
    if case .exited(let status) = termination, expected == nil { accepted = [status] }
    end(termination, expected: accepted, timeout: timeout, tail: nil)
  }

  /// The count of a run under callgrind, if it ended as a measured one must.
  func counted(_ total: Result<Int, Callgrind.Failure>) -> Result<Int, Uncounted> {
    switch total {
    case .failure(.nothing(let why?)):
      .failure(Uncounted(sentence: Callgrind.Failure.nothing(reason: why).sentence))
    case _ where outcome != .passed:
      .failure(
        Uncounted(sentence: "under valgrind it \(reason.prefix { $0 != "\n" && $0 != ";" })"))
    case .failure(let failure): .failure(Uncounted(sentence: failure.sentence))
    case .success(let count): .success(count)
    }
  }
}
