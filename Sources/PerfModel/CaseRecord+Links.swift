extension CaseRecord {
  /// What a link lost by chance, in percent of what it was offered.
  public struct LinkLoss: Sendable, Hashable {
    /// The share in a run.
    public var observed: Double
    /// What its law predicts.
    public var predicted: Double
    /// Four standard deviations around that.
    public var range: ClosedRange<Double>
  }

  /// The first loss of a link that its law hardly allows, if any: more than 4 standard deviations and
  /// 4 packets away from what it predicts.
  ///
  /// By the packets it holds for rare losses too, whose counts have no normal law: one run in more
  /// than 10,000 is beyond.
  public var unlikelyLoss: LinkLoss? {
    for row in ["", "[engine]", "[driver]"] {
      func values(_ metric: String) -> [Double] {
        samples.first { $0.metric == metric + row }?.values ?? []
      }
      let (losses, predictions) = (values("link_loss"), values("predicted_loss"))
      let (lowest, highest) = (values("lowest_loss"), values("highest_loss"))
      let offered = values("link_offered")
      let runs = [losses, predictions, lowest, highest, offered].map(\.count).min() ?? 0
      for run in 0..<runs where lowest[run] <= highest[run] && offered[run] > 0 {
        let packets = 400 / offered[run]
        let range = lowest[run]...highest[run]
        if losses[run] < range.lowerBound - packets || losses[run] > range.upperBound + packets {
          return LinkLoss(observed: losses[run], predicted: predictions[run], range: range)
        }
      }
    }
    return nil
  }
}
