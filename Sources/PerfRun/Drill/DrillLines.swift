internal import PerfProcess

/// What an engine says in a drill: `NUMBER` acknowledges all operations up to that one,
/// `recovered NUMBER` says from where it goes on; other lines are left alone.
struct DrillLines {
  /// What an engine says of its recovery.
  struct Recovered: Equatable {
    var number: UInt64
    /// When it was said, in nanoseconds of the monotonic clock.
    var at: UInt64
    /// `replayed=`: operations taken from a journal.
    var replayed: UInt64?
    /// `replay_ns=`: the time that this took.
    var nanoseconds: UInt64?
    /// `torn=`: bytes that were no whole record.
    var dropped: UInt64?
  }

  private static let longestLine = 4096
  /// Greater numbers are no counts of operations; those below can be added up.
  private static let greatest: UInt64 = 1 << 48

  /// How many acknowledgements there were.
  private(set) var count = 0
  /// The last operation acknowledged; 0 of none.
  private(set) var last: UInt64 = 0
  /// When the first acknowledgement came.
  private(set) var firstAt: UInt64?
  /// Operations that were acknowledged again.
  private(set) var repeated: UInt64 = 0
  private(set) var recovered: Recovered?
  private var before: UInt64 = 0
  private var line: [UInt8] = []

  /// Takes a piece of standard output that came at a moment.
  mutating func take(_ bytes: RawSpan, at moment: UInt64) {
    bytes.withUnsafeBytes { bytes in
      for byte in bytes {
        if byte != 10 {
          if line.count < Self.longestLine { line.append(byte) }
          continue
        }
        take(line: line, at: moment)
        line.removeAll(keepingCapacity: true)
      }
    }
  }

  /// A line counts once it is whole.
  private mutating func take(line: [UInt8], at moment: UInt64) {
    guard let start = line.first else { return }
    if (0x30...0x39).contains(start) {
      let digits = line.prefix { (0x30...0x39).contains($0) }
      guard [nil, 0x20, 0x0d].contains(line.dropFirst(digits.count).first),
        let number = Self.number(digits)
      else { return }
      acknowledge(number, at: moment)
    } else if recovered == nil, count == 0 {
      let words = String(decoding: line, as: UTF8.self).split(separator: " ")
      guard words.count > 1, words[0] == "recovered",
        let number = Self.number(Array(words[1].utf8)[...])
      else { return }
      func value(_ name: String) -> UInt64? {
        words.first { $0.hasPrefix(name + "=") }.flatMap {
          Self.number(Array($0.utf8).dropFirst(name.utf8.count + 1))
        }
      }
      recovered = Recovered(
        number: number, at: moment, replayed: value("replayed"), nanoseconds: value("replay_ns"),
        dropped: value("torn"))
      last = number
      before = number
    }
  }

  private mutating func acknowledge(_ number: UInt64, at moment: UInt64) {
    count += 1
    if firstAt == nil { firstAt = moment }
    // From where this line goes on: from the one before, or, going back, from just before itself.
    let from = number > before ? before : max(number, 1) - 1
    if from < last { repeated += min(number, last) - from }
    before = number
    last = max(last, number)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
    UInt64(String(decoding: digits, as: UTF8.self)).flatMap { $0 <= greatest ? $0 : nil }
  }
}
