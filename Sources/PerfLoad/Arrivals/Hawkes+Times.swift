internal import PerfStatistics

extension ArrivalProcess.Hawkes {
  /// How many relaxation times pass before the load, so that it begins in the stationary state but
  /// for a share of e^-10.
  private static let relaxations = 10.0

  /// Draws arrivals by exact simulation (Dassios & Zhao 2013): the next one is the earlier of the
  /// first of the background and the first of those excited so far; none is drawn and rejected.
  func times(below end: Double, _ random: inout Xoshiro256) -> [Double] {
    let background = rate * (1 - branching) / 1e9
    let fading = 1 / (decay * 1e9)
    guard background > 0 else { return [] }
    var times: [Double] = []
    var now = branching > 0 ? -Self.relaxations / (fading * (1 - branching)) : 0
    var excitement = 0.0
    while true {
      var gap = random.exponential() / background
      var remains = 1.0
      let share = 1 - fading * random.exponential() / excitement
      let excited = share > 0 ? -PortableMath.log(share) / fading : .infinity
      if excited < gap {
        gap = excited
        remains = share
      } else {
        remains = PortableMath.exp(-fading * gap)
      }
      now += gap
      guard now < end else { return times }
      excitement = excitement * remains + branching * fading
      if now >= 0 { times.append(now) }
    }
  }
}
