internal import PerfModel

/// What is to be compared in pairs, and how.
struct PairedRequest {
  /// One side of the comparison.
  struct Side {
    /// What the user calls it.
    var name: String
    /// The ref its sources come from; nil for the work tree.
    var ref: String?
    /// The engines' variant.
    var variant: String?
  }

  var base: Side
  var head: Side
  var selection: SuiteSelection
  var policy: Policy
  /// Exactly so many pairs, looking once.
  var pairs: Int?
  /// Runs of each side before the first pair.
  var warmup: Int?
  var keepScratch = false
  var measuring = MeasuringOptions()
}

extension AB {
  /// What the command line asks for; both refs or both variants were given.
  func request(_ plan: Plan) throws(Problems) -> PairedRequest {
    let isVariants = form == .variants
    func side(_ ref: String?, _ variant: String?) -> PairedRequest.Side {
      PairedRequest.Side(
        name: (isVariants ? variant : ref) ?? "work tree", ref: ref,
        variant: variant ?? suites.variant)
    }
    return PairedRequest(
      base: side(suites.baseRef, suites.baseVariant),
      head: side(suites.headRef, suites.headVariant),
      selection: try SuiteSelection(paired: suites, plan: plan), policy: policy(plan.policy),
      pairs: pairs, warmup: warmup, keepScratch: suites.keepScratch, measuring: measuring)
  }
}
