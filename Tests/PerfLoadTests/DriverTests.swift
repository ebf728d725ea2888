import Glibc
import Testing

@testable import PerfLoad

/// The driver against engines that a test plays itself, over pipes and sockets; what is expected are
/// counts, never times.
@Suite struct DriverTests {
  private static let second: UInt64 = 1_000_000_000

  /// The two pipes between a driver and an engine.
  private struct Pipes {
    let driver: LoadDriver.Target
    let input: Int32
    let output: Int32

    init() throws {
      let (down, up) = (try Self.pipe(), try Self.pipe())
      driver = .streams(reading: up.0, writing: down.1)
      input = down.0
      output = up.1
    }

    private static func pipe() throws -> (Int32, Int32) {
      var ends: [Int32] = [0, 0]
      try #require(Glibc.pipe(&ends) == 0)
      return (ends[0], ends[1])
    }
  }

  private static func settings(
    _ count: Int, request: LoadRequest = .pieces(["go"])
  ) -> LoadDriver.Settings {
    let times = (0..<count).map { UInt64($0) * 10_000 }
    var settings = LoadDriver.Settings(
      schedule: ArrivalSchedule(times: times, length: UInt64(count) * 10_000), request: request)
    settings.drain = 60 * second
    settings.patience = 60 * second
    return settings
  }

  private static func say(_ text: String, to output: Int32) {
    let pipes = BrokenPipes()
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
      guard count > 0 else { break }
      bytes = bytes.dropFirst(count)
    }
    pipes.end()
  }

  /// Reads lines until the driver has said goodbye, and answers each.
  private static func serve(
    _ input: Int32, _ output: Int32, _ answer: (_ number: String, _ line: String) -> String
  ) -> [String] {
    var (seen, rest) = ([String](), [UInt8]())
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = read(input, &buffer, buffer.count), count > 0 {
      rest += buffer[..<count]
      while let end = rest.firstIndex(of: 10) {
        let line = String(decoding: rest[..<end], as: UTF8.self)
        rest.removeFirst(end + 1)
        seen.append(line)
        say(answer(String(line.prefix { $0 != " " }), line), to: output)
      }
    }
    return seen
  }

  private static func outcome(
    of settings: LoadDriver.Settings, _ answer: (_ number: String, _ line: String) -> String
  ) throws -> (LoadOutcome, [String]) {
    let pipes = try Pipes()
    let thread = try #require(LoadThread(LoadDriver(settings, target: pipes.driver)))
    say("# a comment\nready\n", to: pipes.output)
    let seen = serve(pipes.input, pipes.output, answer)
    close(pipes.input)
    close(pipes.output)
    return (try thread.join().get(), seen)
  }

  @Test func everyOperationIsSentOnceAndAnswered() throws {
    let settings = Self.settings(1000, request: .pieces(["buy ", " at ", ""]))
    let (outcome, seen) = try Self.outcome(of: settings) { number, _ in number + " ok\n" }
    #expect(seen == (0..<1000).map { "\($0) buy \($0) at \($0)" })
    #expect(outcome.response.count == 1000)
    #expect(outcome.service.count == 1000)
    #expect(outcome.lost == 0 && outcome.failed == 0 && outcome.orphans == 0)
    #expect(!outcome.endedEarly)
    #expect(outcome.windows.reduce(0) { $0 + $1.done } == 1000)
  }

  @Test func answersAreToldApart() throws {
    let settings = Self.settings(10, request: .turns(["a", "b", "c"].map { Array($0.utf8) }))
    let (outcome, seen) = try Self.outcome(of: settings) { number, _ in
      switch number {
      case "2": "2 error no such thing\n"
      case "3": "3\r\n3 again\n"
      case "4": "4 errors are words too\n99 orphan\nready\nwhat\n18446744073709551616\n4x\n"
      default: number + "\n\n"
      }
    }
    #expect(seen.prefix(4) == ["0 a", "1 b", "2 c", "3 a"])
    #expect(outcome.failed == 1)
    #expect(outcome.response.count == 9)
    #expect(outcome.duplicates == 1)
    #expect(outcome.orphans == 1)
    #expect(outcome.unreadable == 4)
  }

  @Test func whatIsNeverAnsweredIsLost() throws {
    var settings = Self.settings(20)
    settings.drain = 0
    let (outcome, _) = try Self.outcome(of: settings) { number, _ in
      number.hasSuffix("5") ? "" : number + "\n"
    }
    #expect(outcome.lost >= 2)
    #expect(outcome.lost + Int(outcome.response.count) == 20)
    #expect(!outcome.endedEarly)
  }

  @Test func noMoreThanTheAllowedNumberIsUnanswered() throws {
    var settings = Self.settings(50)
    settings.outstanding = 1
    let pipes = try Pipes()
    let thread = try #require(LoadThread(LoadDriver(settings, target: pipes.driver)))
    Self.say("ready\n", to: pipes.output)
    var early = 0
    let seen = Self.serve(pipes.input, pipes.output) { number, _ in
      var input = pollfd(fd: pipes.input, events: Int16(POLLIN), revents: 0)
      if number != "49", poll(&input, 1, 2) != 0 { early += 1 }
      return number + "\n"
    }
    close(pipes.input)
    close(pipes.output)
    let outcome = try thread.join().get()
    #expect(seen.count == 50)
    #expect(early == 0)
    #expect(outcome.response.count == 50)
  }

  @Test func anEngineThatEndsCutsTheLoadShort() throws {
    let pipes = try Pipes()
    let thread = try #require(LoadThread(LoadDriver(Self.settings(10), target: pipes.driver)))
    Self.say("ready\n", to: pipes.output)
    var buffer = [UInt8](repeating: 0, count: 1)
    _ = read(pipes.input, &buffer, 1)
    close(pipes.output)
    close(pipes.input)
    let outcome = try thread.join().get()
    #expect(outcome.endedEarly)
    #expect(outcome.lost == 10)
  }

  @Test func failuresToBeginSayWhy() throws {
    let ended = try Pipes()
    close(ended.output)
    #expect(throws: LoadFailure.endedBeforeReady) {
      try LoadDriver(Self.settings(1), target: ended.driver).run()
    }
    close(ended.input)

    let silent = try Pipes()
    var settings = Self.settings(1)
    settings.patience = 1_000_000
    #expect(throws: LoadFailure.notReady(seconds: 0.001, reason: .line)) {
      try LoadDriver(settings, target: silent.driver).run()
    }
    close(silent.input)
    close(silent.output)

    let nowhere = SocketAddress.path("/no/such/socket")
    #expect(
      throws: LoadFailure.notReady(seconds: 0.001, reason: .connection(nowhere, errno: ENOENT))
    ) {
      try LoadDriver(settings, target: .server(nowhere, connections: 1)).run()
    }
    let cancelled = LoadDriver(Self.settings(1), target: .server(nowhere, connections: 1))
    cancelled.cancel()
    #expect(throws: LoadFailure.cancelled) { try cancelled.run() }
  }

  @Test func failuresHaveOneLine() {
    let address = SocketAddress.port(4711)
    let texts: [(LoadFailure, String)] = [
      (.notReady(seconds: 10, reason: .line), "did not print `ready` within 10 s"),
      (
        .notReady(seconds: 10, reason: .connection(address, errno: ECONNREFUSED)),
        "took no connection at tcp:4711 within 10 s: Connection refused"
      ),
      (.endedBeforeReady, "ended before it was ready"),
      (.noSocket(errno: EMFILE), "perfkit could not make a socket: Too many open files"),
      (.cannotSend(reason: "no library"), "requests cannot be sent: no library"),
      (.cancelled, "the load was given up"),
    ]
    for (failure, text) in texts { #expect(failure.description == text) }
  }

  @Test(arguments: [false, true]) func aServerIsLoadedOverSockets(usesPort: Bool) throws {
    var address = SocketAddress.path(
      "/tmp/perfkit-load-\(getpid())-\(UInt32.random(in: 0 ... .max))")
    if usesPort { address = .port(try #require(SocketAddress.freePort())) }
    let server = try LoopbackServer(address)
    let driver = LoadDriver(Self.settings(300), target: .server(address, connections: 1))
    let thread = try #require(LoadThread(driver))
    let connection = try server.accept()
    let seen = Self.serve(connection, connection) { number, _ in number + "\n" }
    close(connection)
    let outcome = try thread.join().get()
    #expect(seen.count == 300)
    #expect(outcome.response.count == 300)
  }

  @Test func addressesAreRead() {
    #expect(SocketAddress(text: "tcp:80") == .port(80))
    #expect(SocketAddress(text: "udp:81") == .datagrams(81))
    #expect(SocketAddress(text: "unix:a/b.sock") == .path("a/b.sock"))
    for text in ["tcp:", "tcp:0", "tcp:65536", "tcp:-1", "unix:", "udp:", "udp:x", "", "80"] {
      #expect(SocketAddress(text: text) == nil, "\(text)")
    }
    #expect("\(SocketAddress.path("x"))" == "unix:x")
    #expect("\(SocketAddress.datagrams(9))" == "udp:9")
  }
}
