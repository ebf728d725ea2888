internal import OrderBook

/// A message with its place in the stream.
struct NumberedMessage: BitwiseCopyable, Sendable {
  var number: Int
  var message: OrderMessage
}

/// Puts messages that come in any order into that of their numbers, without gaps.
struct Sequencer {
  /// The number of the message that comes next.
  private(set) var next: Int
  private let mask: Int
  private var slots: [NumberedMessage?]

  /// Makes a sequencer for messages that are less than `window` (a power of two) ahead of the next.
  init(from next: Int, window: Int) {
    self.next = next
    mask = window - 1
    slots = Array(repeating: nil, count: window)
  }

  /// Takes a message that came.
  mutating func accept(_ message: NumberedMessage) { slots[message.number & mask] = message }

  /// The next message, if it has come.
  mutating func take() -> OrderMessage? {
    guard let found = slots[next & mask], found.number == next else { return nil }
    next += 1
    return found.message
  }
}
