/// Things that happen at times to come, the next one first; of two with the same time the one that was
/// put in first.
struct TimeQueue<Element: Sendable>: Sendable {
  private struct Entry {
    var time: UInt64
    var order: UInt64
    var element: Element

    static func < (left: Entry, right: Entry) -> Bool {
      (left.time, left.order) < (right.time, right.order)
    }
  }

  /// A binary heap.
  private var entries: [Entry] = []
  private var order: UInt64 = 0

  /// When the next thing happens.
  var nextTime: UInt64? { entries.first?.time }

  /// All that is still to happen, in no order.
  var all: [Element] { entries.map(\.element) }

  mutating func insert(_ element: Element, at time: UInt64) {
    var place = entries.count
    entries.append(Entry(time: time, order: order, element: element))
    order += 1
    while place > 0, entries[place] < entries[(place - 1) / 2] {
      entries.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  /// Takes the next thing with its time, if it has happened by now.
  mutating func take(at now: UInt64) -> (time: UInt64, element: Element)? {
    guard let first = entries.first, first.time <= now else { return nil }
    let last = entries.removeLast()
    guard !entries.isEmpty else { return (first.time, first.element) }
    entries[0] = last
    var place = 0
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2]
      where child < entries.count && entries[child] < entries[least] {
        least = child
      }
      guard least != place else { return (first.time, first.element) }
      entries.swapAt(place, least)
      place = least
    }
  }
}
