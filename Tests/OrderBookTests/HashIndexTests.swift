import Testing

@testable import OrderBook

@Suite struct HashIndexTests {
  @Test("The table agrees with a dictionary, whatever is put in and taken out", arguments: 0..<20)
  func agreement(seed: UInt64) {
    var index = HashIndex<UInt64>()
    var expected: [UInt64: UInt32] = [:]
    var state = seed &* 0x9e37_79b9_7f4a_7c15 | 1
    func random(below bound: UInt64) -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return (state >> 11) % bound
    }
    // The inverse of the table's factor: with it, the keys' homes are all at the table's end.
    let inverse: UInt64 = 0xf1de_83e1_9937_733d
    for step in 1...4_000 {
      let key = (random(below: 12) &- 6) &* (seed % 2 == 0 ? inverse : 0x1234_5678_9abc_def1)
      if let slot = expected[key] {
        #expect(index.slot(of: key) == slot)
        index.remove(key)
        expected[key] = nil
      } else {
        #expect(index.slot(of: key) == 0)
        index.insert(key, slot: UInt32(step))
        expected[key] = UInt32(step)
      }
      for (key, slot) in expected { #expect(index.slot(of: key) == slot) }
    }
  }
}
