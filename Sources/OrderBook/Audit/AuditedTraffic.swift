/// What an audit of an exchange came across, so that it can be seen what it could have found.
public struct AuditedTraffic: Sendable, Equatable {
  /// The orders entered, by their terms, those refused included.
  public private(set) var entered: [OrderRequest.Terms: UInt64] = [:]
  /// The reports, by what happened.
  public private(set) var reports: [ExecutionReport.Kind: UInt64] = [:]
  /// The refusals and the cancellations that were not asked for, by reason.
  public private(set) var reasons: [ExecutionReport.Reason: UInt64] = [:]

  mutating func count(_ request: OrderRequest, _ told: [ExecutionReport]) {
    if request.action == .enter { entered[request.terms, default: 0] += 1 }
    for report in told {
      reports[report.kind, default: 0] += 1
      if report.reason != .none { reasons[report.reason, default: 0] += 1 }
    }
  }
}
