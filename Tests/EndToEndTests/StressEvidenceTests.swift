import Glibc
import PerfJSON
import Testing

/// What a load must have measured before it may pass.
@Suite struct StressEvidenceTests {
  private static let quick = "rate: 100/s, duration: 500ms, drain: 500ms, arrivals: constant"

  private static func answering(_ answer: String) -> String {
    "echo ready\nwhile read -r number request; do \(answer); done"
  }

  @Test func noAnswerIsNoEvidence() throws {
    func run(_ case_: String, _ answer: String = ":") throws -> String {
      try StressTests.project(case_, engine: Self.answering(answer))
        .perfkit("stress", "--no-lock", exits: 3, "missing").errors
    }
    let judged = ", objectives: [\"orphans = 0\"]"
    #expect(
      try run(StressTests.lines(Self.quick, judged)).contains(
        "nothing was measured: of 50 operations 50 had no answer"))
    #expect(
      try run(StressTests.lines(Self.quick, judged), "echo \"$number error no\"").contains(
        "nothing was measured: of 50 operations 0 had no answer, 50 failed"))
    #expect(
      try run("{name: load, command: [/bin/false], load: {drive: command, \(Self.quick)}}")
        .contains("50 failed"))
    #expect(
      try run(StressTests.lines("arrivals: poisson, rate: 0.5/s, duration: 100ms")).contains(
        "the schedule has no operation"))
  }

  @Test func whatWasNeverAnsweredTookTheLongest() throws {
    func run(_ objective: String, exits status: Int32, _ verdict: String) throws -> Invocation {
      try StressTests.project(
        StressTests.lines(
          "rate: 400/s, duration: 500ms, drain: 500ms, arrivals: constant",
          ", objectives: [\"\(objective)\", \"latency_p50 < 1h\"]"),
        engine: Self.answering("if [ $number -lt 150 ]; then echo $number; fi")
      ).perfkit("stress", "--no-lock", exits: status, verdict)
    }
    let missed = try run("latency_p95 < 50ms", exits: 2, "fail")
    #expect(missed.output.contains("at least: 50 of 200 operations were not answered"))
    #expect(missed.warningCodes == ["case.unjudged-failures"])
    #expect(missed.errors.contains("of its operations 50 had no answer, which no objective judges"))
    let entry = try #require(missed.cases.first)
    #expect(entry["samples"]?["latency_max"] == nil)
    #expect(entry["samples"]?["latency_p50"] != nil)
    #expect(
      entry["absent"]?["latency_max"]?.text == "50 of 200 operations were not answered")
    #expect((entry["at_least"]?["latency_max"]?["value"]?.double ?? 0) > 500_000)
    let open = try run("latency_max < 1h", exits: 3, "inconclusive")
    #expect(open.output.contains("50 of 200 operations were not answered"))
  }

  @Test func errorsAreShownAndDoubted() throws {
    let call = try StressTests.project(
      StressTests.lines(Self.quick, ", objectives: [\"lost = 0\"]"),
      engine: Self.answering(
        "if [ $number -lt 20 ]; then echo $number; else echo \"$number error no\"; fi")
    ).perfkit("stress", "--no-lock", exits: 0, "warn")
    #expect(
      call.errors.contains(
        "of its operations 30 failed, which no objective judges"))
    #expect(call.output.contains("failed"))
  }

  @Test func whatAFaultLosesIsNoDoubt() throws {
    try FaultTests.project(
      "tcp", "lossy: {loss: 20%}",
      ", matrix: {size: [a]}, environment: {SIZE: '${size}'}, objectives: [\"lost = 0\"]"
    ).perfkit("stress", "--no-lock", "--strict")
  }

  @Test func anEngineThatComesBackBrokenHasNotRecovered() throws {
    let broken = """
      import os
      if len(open(os.environ["MARKS"] + "/starts").readlines()) > 1:
          answer = lambda number: number + b" error broken"

      """
    let server = FaultTests.server().replacing("def reply", with: broken + "def reply")
    let call = try FaultTests.project(
      "tcp", "restart: {signal: kill, at: 100ms, restart: true}", server: server
    ).perfkit("stress", "--no-lock", "--case", "load/under=*", exits: 3, "missing")
    #expect(call.errors.contains("nothing that was sent after its moment was answered"))
  }

  @Test(arguments: ["socket", "http"]) func somebodyElsesServerIsNotLoaded(drive: String) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(listener) }
    try #require(listen(listener, 8) == 0)
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = getsockname(listener, $0, &size)
      }
    }
    let port = UInt16(bigEndian: address.sin_port)
    let call = try StressTests.project(
      "{name: load, command: [./engine.sh], "
        + "load: {drive: \(drive), connect: 'tcp:\(port)', \(Self.quick)}}", engine: "sleep 1000"
    ).perfkit("stress", "--no-lock", exits: 1, "error")
    #expect(call.errors.contains("another program already serves tcp:\(port)"))
  }

  @Test func aServerThatAcceptsNothingIsNotWaitedForLonger() throws {
    let project = try StressTests.project(
      "{name: load, command: [python3, '${source}/server.py', '${port}'], timeout: 60s, "
        + "load: {drive: socket, connections: 4, ready: 5s, connect: 'tcp:${port}', "
        + "\(Self.quick)}}")
    try project.write(
      """
      import socket, sys, time
      listener = socket.socket()
      listener.bind(("127.0.0.1", int(sys.argv[1])))
      listener.listen(0)
      time.sleep(1000)
      """, to: "server.py")
    let call = try project.perfkit("stress", "--no-lock", exits: 4, "incorrect")
    #expect(call.errors.contains("within 5 s: Connection timed out"))
  }

  @Test func aServerThatHangsUpIsNamedAsThat() throws {
    let project = try StressTests.project(
      "{name: load, command: [python3, '${source}/server.py', '${port}'], "
        + "load: {drive: socket, connect: 'tcp:${port}', \(Self.quick)}}")
    try project.write(
      """
      import socket, sys
      listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
      while True:
          connection, _ = listener.accept()
          line = connection.makefile("rb").readline()
          connection.sendall(line.split(b" ")[0] + b"\\n")
          connection.shutdown(socket.SHUT_RDWR)
      """, to: "server.py")
    let call = try project.perfkit("stress", "--no-lock", exits: 4, "incorrect")
    #expect(call.errors.contains("closed its connections before its load was over, with"))
  }

  @Test func whatCannotBeSentAsOneIsRefused() throws {
    func refusal(_ way: String, _ bytes: Int, _ faults: String = "") throws -> String {
      let drive = way == "lines" ? "drive: lines" : "drive: socket, connect: 'udp:${port}'"
      let project = try StressTests.project(
        "{name: load, command: [./engine.sh], load: {\(drive), requests: requests.txt, "
          + "\(Self.quick)}\(faults)}")
      try project.write(String(repeating: "x", count: bytes) + "\n", to: "requests.txt")
      return try project.perfkit("stress", "--no-lock", exits: 64, "usage").errors
    }
    let udp = try refusal("udp", 66_000)
    #expect(udp.contains("operation 0 has a line of 66004 bytes, and a datagram takes 65507"))
    #expect(udp.contains("perfkit.yaml:"))
    #expect(
      try refusal("lines", 1_200_000, ", faults: {l: {loss: 0%}}").contains(
        "a line of 1200004 bytes, and a link takes 1048576"))
  }
}
