internal import Glibc
internal import PerfModel

extension StressFigures {
  func knee(_ entry: CaseRecord) -> Figure? {
    guard !entry.rungs.isEmpty else { return nil }
    func points(_ isMet: Bool) -> [Figure.Point] {
      entry.rungs.enumerated().filter { $0.element.isMet == isMet }.map {
        Figure.Point($0.element.rate, Double($0.offset + 1))
      }
    }
    let rates = entry.rungs.map(\.rate)
    guard let least = rates.min(), let most = rates.max(), least > 0 else { return nil }
    let range = (least / 1.15)...(most * 1.15)
    return figure(
      "knee", entry, "Search for the highest rate",
      "Every judgement of a rate, in the order in which they were made."
        + (entry.knee?.lower == nil && entry.knee?.upper == nil
          ? "" : " Shaded: the interval that holds the knee."),
      [
        Figure.Panel(
          x: .init(
            "rate", unit: "msg/s", logarithmic: true, range: range, ticks: Self.rateTicks(range)),
          y: .init("judgement", whole: true, range: 0...(Double(rates.count) + 1)),
          [
            .init("met", .dots, .blue, points(true)),
            .init("missed", .crosses, .vermillion, points(false)),
          ],
          band: Self.band(entry.knee, within: range), height: 200)
      ], [])
  }

  /// The interval of a knee as far as the axis goes; nil of one without ends.
  private static func band(
    _ knee: CaseRecord.Knee?, within range: ClosedRange<Double>
  ) -> ClosedRange<Double>? {
    guard let knee, knee.lower != nil || knee.upper != nil else { return nil }
    let low = max(knee.lower ?? 0, range.lowerBound)
    return low...max(low, min(knee.upper ?? .infinity, range.upperBound))
  }

  private static func rateTicks(_ range: ClosedRange<Double>) -> [Figure.Tick] {
    var ticks: [Figure.Tick] = []
    let isWide = range.upperBound / range.lowerBound > 30
    for exponent in -3...9 {
      for factor in isWide ? [1.0] : [1.0, 1.5, 2, 3, 5, 7] {
        let place = factor * pow(10, Double(exponent))
        guard range.contains(place) else { continue }
        ticks.append(.init(Quantity.text(place, unit: ""), at: place))
      }
    }
    return ticks
  }
}
