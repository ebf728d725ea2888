import Testing

@testable import PerfModel

/// Losses that are too unlikely to be believed.
@Suite struct LinkLossTests {
  private static func record(
    loss: [Double], offered: Double = 10_000, row: String = ""
  ) -> CaseRecord {
    var record = CaseRecord(name: "c/under=lossy", suite: "s", seed: 1)
    let count = loss.count
    let values = [
      ("link_loss", loss), ("predicted_loss", [Double](repeating: 1, count: count)),
      ("lowest_loss", [Double](repeating: 0.6, count: count)),
      ("highest_loss", [Double](repeating: 1.4, count: count)),
      ("link_offered", [Double](repeating: offered, count: count)),
    ]
    record.samples = values.map { metric, values in
      CaseRecord.Samples(
        metric: metric + row, unit: "%", better: nil, comparison: .info, gating: false,
        values: values)
    }
    return record
  }

  @Test func whatTheLawAllowsIsBelieved() {
    #expect(Self.record(loss: [0.57, 1, 1.44]).unlikelyLoss == nil)
    #expect(Self.record(loss: [4], offered: 100).unlikelyLoss == nil)
    #expect(CaseRecord(name: "c", suite: "s", seed: 1).unlikelyLoss == nil)
  }

  @Test(arguments: ["", "[engine]", "[driver]"]) func whatItDoesNotIsNamed(row: String) {
    #expect(
      Self.record(loss: [1, 1.45], row: row).unlikelyLoss
        == CaseRecord.LinkLoss(observed: 1.45, predicted: 1, range: 0.6...1.4))
    #expect(Self.record(loss: [0.55], row: row).unlikelyLoss?.observed == 0.55)
  }
}
