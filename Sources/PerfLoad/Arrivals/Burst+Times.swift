internal import PerfStatistics

extension ArrivalProcess.Burst {
  /// Arrivals with the moments at which the rate changed, all in nanoseconds.
  struct Arrivals {
    var times: [Double] = []
    var startsHigh: Bool
    var changes: [Double] = []
  }

  /// Draws arrivals from the stationary process.
  ///
  /// The next arrival and the next change of rate compete; if the change comes first, the arrival
  /// is drawn again at the new rate, which is exact since exponential gaps have no memory.
  func arrivals(below end: Double, _ random: inout Xoshiro256) -> Arrivals {
    var isHigh = random.unit() * (quiet + length) < length
    var arrivals = Arrivals(startsHigh: isHigh)
    var now = 0.0
    while now < end {
      let change = now + random.exponential() * (isHigh ? length : quiet) * 1e9
      let rate = (isHigh ? high : low) / 1e9
      while rate > 0 {
        let next = now + random.exponential() / rate
        guard next < min(change, end) else { break }
        arrivals.times.append(next)
        now = next
      }
      now = change
      isHigh.toggle()
      if now < end { arrivals.changes.append(now) }
    }
    return arrivals
  }
}
