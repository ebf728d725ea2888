internal import PerfLoad

/// A faulty link by which the messages of a load reach the book.
struct LoadLink {
  /// Nanoseconds from asking for a message to having it.
  static let roundTrip: UInt64 = 100_000

  let name: String
  let summary: String
  let settings: FaultLink.Settings

  private init(
    _ name: String, _ summary: String, _ change: (inout FaultLink.Settings) -> Void
  ) {
    var settings = FaultLink.Settings()
    change(&settings)
    self.name = name
    self.summary = summary
    self.settings = settings
  }

  static let all = [
    LoadLink("lossy", "loses 1 % of the messages") { $0.loss = .independent(0.01) },
    LoadLink("bursts", "loses 3.2 % in bursts (Gilbert-Elliott, p 1 %, r 30 %)") {
      $0.loss = GilbertElliott(p: 0.01, r: 0.3)
    },
    LoadLink("jitter", "delays by 200 us, standard deviation 50 us, correlation 25 %") {
      $0.delay = 200_000
      $0.jitter = 50_000
      $0.correlation = 0.25
    },
    LoadLink("all", "all of it, 1 % twice, and 1 % without delay") {
      $0.loss = GilbertElliott(p: 0.01, r: 0.3)
      $0.delay = 200_000
      $0.jitter = 50_000
      $0.correlation = 0.25
      $0.duplicate = 0.01
      $0.reorder = 0.01
    },
  ]
}
