internal import PerfModel
internal import PerfProcess
internal import PerfRelease

extension ForgeError {
  /// The problem as a person is told of it; what the forge holds is refused, the way to it an error.
  var problem: Problem {
    if Interruption.signal != nil {
      return Problem(
        "release.interrupted", "interrupted; \(description)",
        hint: "run the command again: what is done is not repeated", verdict: .interrupted)
    }
    return Problem(
      isRefusal ? "release.forge" : "release.forge-failed", description, hint: hint,
      verdict: isRefusal ? .refused : .error)
  }
}

extension FrozenRelease.Fault {
  /// The problem as a person is told of it.
  var problem: Problem { Problem("release.frozen", description, hint: hint, verdict: .refused) }
}
