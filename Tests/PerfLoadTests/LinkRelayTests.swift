import Glibc
import Testing

@testable import PerfLoad

/// Loads through faulty links, against an engine that the test plays; what is expected are counts and
/// numbers, never times.
@Suite struct LinkRelayTests {
  private static let count = 2000
  /// No more datagrams than a socket's buffer holds, wherever threads are made to wait.
  private static func count(_ kind: EchoServer.Kind) -> Int { kind == .datagrams ? 250 : count }
  private static let second: UInt64 = 1_000_000_000

  private static func settings(
    drain: UInt64 = 60 * second, count: Int = count
  ) -> LoadDriver.Settings {
    let times = (0..<count).map { UInt64($0) * 10_000 }
    var settings = LoadDriver.Settings(
      schedule: ArrivalSchedule(times: times, length: UInt64(count) * 10_000),
      request: .pieces(["go"]))
    settings.drain = drain
    settings.patience = 60 * second
    settings.listsGaps = true
    return settings
  }

  private static func link(
    _ change: (inout FaultLink.Settings) -> Void
  ) -> FaultLink.Settings {
    var settings = FaultLink.Settings()
    change(&settings)
    return settings
  }

  /// Every line that a server on the loopback saw, and what the load made of its answers.
  private static func load(
    _ settings: LoadDriver.Settings, _ kind: EchoServer.Kind
  ) throws -> (LoadOutcome, [String]) {
    let server = try EchoServer(kind)
    let thread = try #require(
      LoadThread(
        LoadDriver(settings, target: .server(server.address, connections: kind == .port ? 3 : 1))))
    let outcome = try thread.join().get()
    return (outcome, server.finish())
  }

  @Test(arguments: EchoServer.Kind.allCases)
  func anEmptyLinkLosesNothing(_ kind: EchoServer.Kind) throws {
    let count = Self.count(kind)
    var settings = Self.settings(count: count)
    settings.links = LinkPair(toEngine: Self.link { _ in }, toDriver: Self.link { _ in }, seed: 1)
    let (outcome, seen) = try Self.load(settings, kind)
    #expect(outcome.response.count == UInt64(count))
    #expect(outcome.gaps.isEmpty)
    #expect(Set(seen) == Set((0..<count).map { "\($0) go" }))
    #expect(outcome.links?.toEngine?.offered == count)
    #expect(outcome.links?.toDriver?.offered == count)
    #expect(outcome.links?.toEngine?.log.isEmpty == true)
  }

  @Test(arguments: EchoServer.Kind.allCases)
  func whatIsLostIsWhatTheLinksDropped(_ kind: EchoServer.Kind) throws {
    let count = Self.count(kind)
    var settings = Self.settings(drain: 3 * Self.second, count: count)
    settings.links = LinkPair(
      toEngine: Self.link { $0.loss = GilbertElliott(p: 0.02, r: 0.3) },
      toDriver: Self.link { $0.loss = .independent(0.03) }, seed: 7)
    let (outcome, seen) = try Self.load(settings, kind)
    let there = try #require(outcome.links?.toEngine)
    let back = try #require(outcome.links?.toDriver)
    let drops = Set((there.log + back.log).map(\.number))
    #expect(Set(outcome.gaps) == drops)
    #expect(there.count(.loss) > count / 40 && back.count(.loss) > count / 100)
    let missing = Set(there.log.map(\.number))
    #expect(
      Set(seen) == Set((0..<UInt64(count)).filter { !missing.contains($0) }.map { "\($0) go" })
    )
    // The seed decides, and nothing else.
    var link = FaultLink(
      try #require(settings.links?.toEngine), packets: count, seed: 7)
    for number in 0..<UInt64(count) { _ = link.send(number, at: 0) }
    #expect(Set(link.log) == Set(there.log))
  }

  @Test func linesComeTwiceAndOutOfOrder() throws {
    var settings = Self.settings()
    settings.links = LinkPair(
      toEngine: Self.link {
        $0.delay = 3_000_000
        $0.reorder = 0.2
        $0.duplicate = 0.1
      }, seed: 3)
    let (outcome, seen) = try Self.load(settings, .path)
    let there = try #require(outcome.links?.toEngine)
    #expect(outcome.response.count == UInt64(Self.count))
    #expect(there.count(.duplicate) > 100)
    // The load ends with the last first answer, perhaps before the last second one.
    #expect(seen.count <= Self.count + there.count(.duplicate))
    #expect(seen.count > Self.count)
    #expect(outcome.duplicates > 0)
    #expect(there.count(.reorder) > 0)
    let numbers = seen.compactMap { $0.split(separator: " ").first.flatMap { Int($0) } }
    #expect(numbers != numbers.sorted())
    #expect(outcome.links?.toDriver == nil)
  }

  @Test func whatIsOnItsWayAtTheEndIsHeld() throws {
    var settings = Self.settings(drain: 0)
    settings.links = LinkPair(toEngine: Self.link { $0.delay = 3600 * Self.second }, seed: 3)
    let (outcome, seen) = try Self.load(settings, .path)
    let there = try #require(outcome.links?.toEngine)
    #expect(seen.isEmpty)
    #expect(outcome.response.count == 0)
    #expect(Set(outcome.gaps).isSuperset(of: there.log.map(\.number)))
    #expect(there.count(.held) == there.offered)
    #expect(there.offered > 0)
  }

  @Test func answersThatAreNotReadInTimeAreCounted() throws {
    let address = SocketAddress.datagrams(
      try #require(SocketAddress.freePort(forDatagrams: true)))
    let number = try EchoServer.datagrams(address)
    let stream = LineStream(reading: number, writing: number, kind: .datagrams)
    let sender = try address.connected(within: 1).get()
    defer { close(sender) }
    #expect(stream.overflow == 0)
    for _ in 0..<200_000 { _ = send(sender, "1 go\n", 5, 0) }
    #expect(stream.overflow > 0)
  }

  @Test func theKernelsListNamesPorts() {
    let list = """
        sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid
      2311: 0100007F:1F90 00000000:0000 07 00000000:00000000 00:00000000 00000000     0
      2312: 00000000000000000000000001000000:0035 00000000000000000000000000000000:0000 07
      """
    #expect(BoundPorts.ports(in: list) == [8080, 53])
    #expect(BoundPorts.ports(in: "") == [])
  }
}
