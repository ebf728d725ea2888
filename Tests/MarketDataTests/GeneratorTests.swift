import MarketData
import OrderBook
import Testing

@Suite struct GeneratorTests {
  /// The scenarios' digests are recorded in baselines: changing them is a new contract.
  @Test(
    "A scenario's trades at seed 42 never change",
    arguments: [
      (Scenario.baseline, "97d32d9c4f9b0493"), (.x10, "17e8ac42c2359c41"),
      (.x100, "63c6b6b11dbb634f"),
    ])
  func scenarioDigests(scenario: Scenario, digest: String) {
    var generator = scenario.generator(seed: 42)
    for _ in 0..<(scenario.live + Scenario.defaultMessages) { _ = generator.next() }
    #expect(generator.digest.description == digest)
    #expect(generator.counters.orphans == 0)
    let live = Int(generator.counters.live)
    #expect(abs(live - scenario.live) * 20 < scenario.live)
  }

  @Test("The generator's numbers are those published for SplitMix64")
  func splitMix() {
    var random = SplitMix64(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    #expect((0..<5).map { _ in random.next() } == expected)
  }

  @Test("Every mix is valid, has no orphans, and stays the same", arguments: Mix.all)
  func mixes(mix: Mix) throws {
    var generator = OrderGenerator(mix: mix, live: 300, seed: 42)
    let messages = generator.next(5_300)
    var bytes: [UInt8] = []
    for message in messages { message.encode(to: &bytes) }
    let stream = try OrderStream(checking: bytes)
    #expect(stream.messages == messages)
    #expect(stream.digest == generator.digest)
    #expect(stream.counters.orphans == 0)
    #expect(stream.counters.trades > 50)
    #expect(checksum(bytes) == goldenChecksums[mix.name])
  }

  @Test("The pre-fill makes no trade and exactly the live orders asked for", arguments: Mix.all)
  func prefill(mix: Mix) {
    var generator = OrderGenerator(mix: mix, live: 500, seed: 1)
    _ = generator.next(500)
    #expect(generator.counters.live == 500)
    #expect(generator.counters.trades == 0)
  }

  @Test("A mix keeps its shares and the number of live orders", arguments: Mix.all)
  func shares(mix: Mix) {
    #expect(mix.add + mix.take + mix.cancel + mix.reduce + mix.move == 1000)
    var generator = OrderGenerator(mix: mix, live: 1_000, seed: 7)
    _ = generator.next(1_000)
    var counts: [OrderMessage.Kind: Int] = [:]
    for message in generator.next(20_000) { counts[message.kind, default: 0] += 1 }
    let stated: [(OrderMessage.Kind, Int)] = [
      (.limit, mix.add + mix.take), (.cancel, mix.cancel), (.reduce, mix.reduce),
      (.move, mix.move),
    ]
    for (kind, share) in stated {
      #expect(abs(counts[kind, default: 0] - share * 20) < 700, "\(kind)")
    }
    #expect(abs(Int(generator.counters.live) - 1_000) < 150)
  }

  @Test("Another seed makes another stream")
  func seeds() {
    var digests: Set<TradeDigest> = []
    for seed in [UInt64(42), 43, 0, .max] {
      var generator = Scenario.baseline.generator(seed: seed)
      _ = generator.next(6_000)
      digests.insert(generator.digest)
    }
    #expect(digests.count == 4)
  }

  @Test("An empty book is no obstacle", arguments: Mix.all)
  func noLiveOrders(mix: Mix) {
    var generator = OrderGenerator(mix: mix, live: 0, seed: 5)
    _ = generator.next(2_000)
    #expect(generator.counters.messages == 2_000)
    #expect(generator.counters.orphans == 0)
  }

  /// FNV-1a of the streams' bytes.
  private let goldenChecksums = [
    "itch": "dec0f4d1ba295943", "nomove": "a1ddadaf41fc751c", "moves": "6725480ad59b17bc",
    "sweeps": "b2d6e80da1aef7ba", "deep": "3a948eb0dde9631", "wide": "12c3f4f9d2d36b07",
    "every": "d8c70afb79b86758",
  ]

  private func checksum(_ bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return String(hash, radix: 16)
  }
}
