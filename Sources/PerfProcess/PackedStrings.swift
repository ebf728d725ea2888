/// Strings as a new program takes them, one after the other and each ended by NUL; packed once, they
/// serve any number of runs.
struct PackedStrings: Sendable {
  private(set) var bytes: [UInt8] = []
  /// How many there are; a NUL within one is found by it.
  let count: Int

  init(_ strings: [String]) {
    bytes.reserveCapacity(strings.reduce(0) { $0 + $1.utf8.count + 1 })
    for string in strings {
      bytes.append(contentsOf: string.utf8)
      bytes.append(0)
    }
    count = strings.count
  }

  /// The strings again.
  var strings: [String] {
    bytes.split(separator: 0, maxSplits: count, omittingEmptySubsequences: false).dropLast()
      .map { String(decoding: $0, as: UTF8.self) }
  }
}
