internal import PerfModel

/// Where an engine is killed, and what is torn then: the same for the same seed and number.
struct KillPoint: Hashable {
  /// The kill's number, from 0.
  let number: Int
  /// After how many acknowledgements the engine is killed.
  let after: Int
  /// How many bytes are torn.
  let torn: Int
  /// The seed of bytes that are appended.
  let bytesSeed: UInt64

  /// The kills of a drill are spread over the acknowledgements: each has its own stretch of them,
  /// and a random place in it.
  init(_ number: Int, of drill: Drill, acknowledgements: Int, seed: UInt64) {
    var order = SeededOrder(seed: seed &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
    let places = max(1, acknowledgements - 1)
    let start = places * number / drill.kills
    let end = max(start + 1, places * (number + 1) / drill.kills)
    self.number = number
    after = 1 + min(places - 1, start + order.below(end - start))
    torn = drill.tear.map { 1 + order.below($0.most) } ?? 0
    bytesSeed = UInt64(order.below(.max))
  }
}
