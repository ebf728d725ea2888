internal import OrderBook
internal import Rings

/// A thread that sends its share of a stream.
struct Producer<Queue: SharedQueue>: Sendable where Queue.Element == NumberedMessage {
  let queue: Queue
  let messages: [OrderMessage]
  let prefill: Int
  let number: Int
  let count: Int
  let window: Int
  let progress: Progress
  let stamps: Stamps?

  init(
    queue: Queue, messages: [OrderMessage], prefill: Int, number: Int, of count: Int, window: Int,
    progress: Progress, stamps: Stamps?
  ) {
    self.queue = queue
    self.messages = messages
    self.prefill = prefill
    self.number = number
    self.count = count
    self.window = window
    self.progress = progress
    self.stamps = stamps
  }

  func run() {
    let messages = messages.span
    var reached = progress.reached
    var patience = Patience()
    for place in stride(from: prefill + number, to: messages.count, by: count) {
      while place - reached >= window {
        patience.wait()
        reached = progress.reached
      }
      if progress.isGivenUp { return }
      patience.reset()
      stamps?.leave(place)
      while !queue.put(NumberedMessage(number: place, message: messages[place]), from: number) {
        if progress.isGivenUp { return }
        patience.wait()
      }
    }
  }
}
