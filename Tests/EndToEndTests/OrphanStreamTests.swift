import PerfJSON
import Testing

/// What the exchange makes of a stream is what the book makes of it, also where records name orders
/// that do not live and moves change the side.
@Suite struct OrphanStreamTests {
  private static let engine = String(Project.perfkit.dropLast("perfkit".count)) + "refengine"

  private struct Records {
    /// The records as `printf` takes them.
    private(set) var text = ""

    /// Appends a record: type, side, two zero bytes, id, price, quantity.
    mutating func append(_ type: Int, _ side: Int, id: Int, at price: Int, _ quantity: Int) {
      for byte in [type, side, 0, 0] { append(byte) }
      for word in [id, price, quantity] {
        for shift in [0, 8, 16, 24] { append(word >> shift & 255) }
      }
    }

    private mutating func append(_ byte: Int) {
      text += "\\" + String(512 + byte, radix: 8).dropFirst()
    }
  }

  /// Limit orders with ids of their own, and twice as many other records with any of these ids.
  ///
  /// They come before, while and after the orders live. All belong to different accounts.
  private static func random(seed: UInt64) -> String {
    var state = seed &* 0x9e37_79b9_7f4a_7c15 | 1
    func below(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int((state >> 11) % UInt64(bound))
    }
    var accounts: Set<UInt64> = []
    let ids = (0..<200).filter {
      accounts.insert((UInt64($0 + 1) &* 0xd129_0d8e_b3ab_36e5) >> 40 % 1_000).inserted
    }
    var records = Records()
    for id in ids {
      records.append(0, below(2), id: id, at: 100 + below(9), 1 + below(9))
      for _ in 0..<2 {
        let type = [1, 2, 3, 3, 3][below(5)]
        records.append(
          type, below(2), id: ids[max(below(ids.count), below(ids.count))], at: 100 + below(9),
          1 + below(9))
      }
    }
    return records.text
  }

  /// Messages, trades, volume and live orders, and the orphans or the rejected requests.
  private func counts(
    _ words: String, _ stream: String, in project: borrowing Project
  ) throws -> [Double] {
    let text = try project.sh(
      "printf '\(stream)' > stream.bin; \(Self.engine) stream stream.bin --json \(words)")
    let json = try JSON.parse(Array(text.utf8))
    return try ["messages", "trades", "volume", "live", words.isEmpty ? "orphans" : "rejected"].map
    {
      try #require(json[$0]?.double)
    }
  }

  @Test func aMoveOfNoOrderMakesNone() throws {
    let project = try Project()
    var alone = Records()
    alone.append(3, 0, id: 5, at: 100, 5)
    var cancelled = Records()
    cancelled.append(0, 1, id: 1, at: 200, 5)
    cancelled.append(1, 1, id: 1, at: 0, 0)
    cancelled.append(3, 0, id: 1, at: 200, 5)
    cancelled.append(0, 1, id: 2, at: 150, 5)
    for (stream, live) in [(alone.text, 0.0), (cancelled.text, 1)] {
      let book = try counts("", stream, in: project)
      let exchange = try counts("--full", stream, in: project)
      #expect(book[3] == live)
      #expect(exchange == book)
    }
  }

  @Test(arguments: UInt64(1)...8)
  func bothAgree(seed: UInt64) throws {
    let project = try Project()
    let stream = Self.random(seed: seed)
    let book = try counts("", stream, in: project)
    let exchange = try counts("--full", stream, in: project)
    #expect(exchange == book)
    #expect(book[4] > 100 && book[1] > 100)
  }
}
