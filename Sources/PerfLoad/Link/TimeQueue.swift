/// Lines on their way, the next one to arrive first; of two with the same time the one that was offered
/// first.
struct DeliveryQueue {
  /// A line on its way.
  struct Delivery {
    var time: UInt64
    /// Its place in the order of offers.
    var order: UInt64
    var pair: Int
    var toEngine: Bool
    var number: UInt64
    var line: [UInt8]

    fileprivate static func < (left: Delivery, right: Delivery) -> Bool {
      (left.time, left.order) < (right.time, right.order)
    }
  }

  /// A binary heap.
  private(set) var all: [Delivery] = []

  /// When the next line arrives.
  var nextTime: UInt64? { all.first?.time }

  mutating func insert(_ delivery: Delivery) {
    var place = all.count
    all.append(delivery)
    while place > 0, all[place] < all[(place - 1) / 2] {
      all.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  /// Takes the next line if it has arrived by now.
  mutating func take(at now: UInt64) -> Delivery? {
    guard let first = all.first, first.time <= now else { return nil }
    let last = all.removeLast()
    guard !all.isEmpty else { return first }
    all[0] = last
    var place = 0
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2] where child < all.count && all[child] < all[least]
      {
        least = child
      }
      guard least != place else { return first }
      all.swapAt(place, least)
      place = least
    }
  }
}
