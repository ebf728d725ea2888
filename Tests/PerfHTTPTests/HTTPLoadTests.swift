import PerfHTTP
import Testing

@Suite struct HTTPLoadTests {
  /// With the sleep, this test would take ten minutes and more.
  @Test(.timeLimit(.minutes(1))) func aRequestThatIsOverIsToldWithoutASleep() throws {
    let answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
    let server = try LoopbackServer(answers: [answer])
    let load = try HTTPLoad(port: server.port, connections: 1)
    let path = "/a/../b/./c?x=../y#end"
    let isStarted = load.start(
      7, method: "POST", path: path, body: [0xFF, 0, 0x41], timeoutMilliseconds: 600_000)
    let isStartedTwice = load.start(
      8, method: "GET", path: "/b", body: nil, timeoutMilliseconds: 600_000)
    #expect(isStarted && !isStartedTwice)
    while !server.hasAnswered { load.wait(milliseconds: 0) }
    load.wait(milliseconds: 600_000)
    let first = load.take()
    let second = load.take()
    #expect(first?.number == 7 && first?.status == 200 && second == nil)
    let request = server.finish()[0]
    #expect(request.hasPrefix("POST \(path) HTTP/1.1\r\n"))
    #expect(request.contains("Content-Length: 3\r\n"))
  }
}
