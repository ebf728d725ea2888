internal import PerfModel
internal import PerfRelease

extension ArtefactError {
  /// The problem as a person is told of it; what is not fit to be published is refused.
  var problem: Problem {
    Problem(
      isRefusal ? "release.artefact" : "release.packing", description, hint: hint,
      verdict: isRefusal ? .refused : .error)
  }
}
