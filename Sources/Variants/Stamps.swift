internal import Rings

/// When each message left its producer and when it arrived, by its number.
///
/// A message's times are written by two threads one after the other: the queue is between them.
final class Stamps: @unchecked Sendable {
  private let times: UnsafeMutableBufferPointer<UInt64>

  init(count: Int) {
    times = .allocate(capacity: count)
    times.initialize(repeating: 0)
  }

  deinit { times.deallocate() }

  func leave(_ number: Int) { times[number] = nanoseconds() }

  func arrive(_ number: Int) { times[number] = nanoseconds() - times[number] }

  func hop(of number: Int) -> UInt64 { times[number] }
}
