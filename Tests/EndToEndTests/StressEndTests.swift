import Glibc
import PerfJSON
import Testing

/// How engines end that are under load, and how perfkit ends them.
@Suite struct StressEndTests {
  private static let lines = StressTests.lines("rate: 200/s, duration: 60s")

  private func failing(
    _ case_: String, _ engine: String, says texts: String..., outcome: String = "failed"
  ) throws {
    let call = try StressTests.project(case_, engine: engine)
      .perfkit("stress", "--no-lock", exits: 4, "incorrect")
    for text in texts { #expect(call.errors.contains(text), "\(call.errors)") }
    #expect(call.cases.first?["outcome"]?.text == outcome)
  }

  @Test func anEngineThatIsKilledIsWrong() throws {
    try failing(
      Self.lines,
      """
      sleep 1000 &
      echo ready
      read -r line
      echo "at $line" >&2
      kill -9 $$
      """, says: "was killed by signal 9 (Killed)", "  | at 0", "full output: ",
      outcome: "crashed")
  }

  @Test func anEngineThatEndsEarlyIsWrong() throws {
    try failing(
      Self.lines, "echo ready; read -r line; exit 0",
      says: "ended before its load was over, with", "operations unanswered")
    try failing(
      Self.lines, "echo ready; read -r line; exit 3", says: "ended with status 3")
  }

  @Test func anEngineMustBecomeReady() throws {
    try failing(
      StressTests.lines("rate: 10/s, duration: 1s, ready: 300ms"), "exec sleep 1000",
      says: "did not print `ready` within 0.3 s")
    try failing(Self.lines, "echo steady", says: "ended before it was ready")
    try failing(
      "{name: load, command: [./engine.sh], load: {drive: socket, connect: 'unix:e.sock', "
        + "rate: 10/s, duration: 1s}}", "echo done", says: "ended before it was ready")
    try failing(
      "{name: load, command: [./engine.sh], load: {drive: socket, connect: 'unix:e.sock', "
        + "rate: 10/s, duration: 1s, ready: 300ms}}", "exec sleep 1000",
      says: "took no connection at unix:", "within 0.3 s: No such file or directory")
  }

  @Test func anEngineThatStaysIsEnded() throws {
    // It ignores that its input has ended, and ends on SIGTERM.
    let stays = StressTests.echo + "\nexec sleep 1000"
    try StressTests.project(StressTests.lines("rate: 100/s, duration: 100ms"), engine: stays)
      .perfkit("stress", "--no-lock")
    try failing(
      StressTests.lines("rate: 100/s, duration: 100ms"),
      "trap '' TERM\n" + StressTests.echo + "\nwhile :; do sleep 1000; done",
      says: "did not end within 2 s of SIGTERM", outcome: "timed-out")
  }

  @Test func theTimeoutHoldsUnderLoad() throws {
    try failing(
      StressTests.lines("rate: 100/s, duration: 60s", ", timeout: 500ms"), StressTests.echo,
      says: "did not end within 500ms", outcome: "timed-out")
  }

  @Test(arguments: SignalTests.stops) func aSignalEndsALoad(_ stop: SignalTests.Stop) throws {
    let project = try StressTests.project(
      Self.lines, engine: "touch \"$MARKS/up\"\n" + StressTests.echo)
    let child = try project.start(["stress", "--no-lock"])
    try child.wait(forFile: project.outside + "/up")
    child.send(stop.signal)
    let ended = try child.wait()
    #expect(ended.status == stop.status, "\(ended.errors)")
    project.expectNothingLeft()
  }

  @Test func serversAreLoadedOverSockets() throws {
    let server = """
      import os, socket, sys, threading
      family = socket.AF_INET if sys.argv[1] == "tcp" else socket.AF_UNIX
      listener = socket.socket(family, socket.SOCK_STREAM)
      listener.bind(("127.0.0.1", int(sys.argv[2])) if sys.argv[1] == "tcp" else sys.argv[2])
      listener.listen(16)
      def serve(connection):
          with open(os.environ["MARKS"] + "/connections", "a") as marks: marks.write("one\\n")
          for line in connection.makefile("rb"):
              connection.sendall(line.split(b" ")[0] + b" ok\\n")
      while True:
          connection, _ = listener.accept()
          threading.Thread(target=serve, args=(connection,), daemon=True).start()
      """
    let load = "drive: socket, connections: 3, rate: 200/s, duration: 500ms, arrivals: constant"
    let objectives = "objectives: [\"done = 100\", \"lost = 0\"]"
    let project = try StressTests.project(
      "{name: tcp, command: [python3, '${source}/server.py', tcp, '${port}'], "
        + "load: {\(load), connect: 'tcp:${port}'}, \(objectives)}",
      "{name: unix, command: [python3, '${source}/server.py', unix, e.sock], "
        + "load: {\(load), connect: 'unix:e.sock'}, \(objectives)}")
    try project.write(server, to: "server.py")
    try project.perfkit("stress", "--no-lock")
    #expect(project.count("connections") == 6)
  }

  @Test func serversAreLoadedOverHTTP() throws {
    let server = """
      import http.server, os, sys
      class Handler(http.server.BaseHTTPRequestHandler):
          protocol_version = "HTTP/1.1"
          def answer(self):
              body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
              with open(os.environ["MARKS"] + "/seen", "a") as marks:
                  marks.write(f"{self.command} {self.path} {body}\\n")
              self.send_response(500 if self.path.endswith("/7") else 200)
              self.send_header("Content-Length", "2")
              self.end_headers()
              self.wfile.write(b"ok")
          do_GET = do_POST = answer
          def log_message(self, *words): pass
      http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
      """
    func load(_ more: String, connect: String = "tcp:${port}") -> String {
      "{name: load, command: [python3, '${source}/server.py', '${port}'], load: {drive: http, "
        + "connect: '\(connect)', connections: 2, arrivals: constant, \(more)}, "
        + "objectives: [\"done = 19\", \"failed = 1\", \"lost = 0\"]}"
    }
    let project = try StressTests.project(
      load("rate: 40/s, duration: 500ms, drain: 60s, request: 'POST /orders/${n} {\"n\": ${n}}'"))
    try project.write(server, to: "server.py")
    try project.perfkit("stress", "--no-lock")
    let seen = (contents(of: project.outside + "/seen") ?? "").split(separator: "\n")
    #expect(seen.sorted() == (0..<20).map { "POST /orders/\($0) {\"n\": \($0)}" }.sorted())

    let path = try StressTests.project(load("rate: 40/s", connect: "unix:e.sock"))
      .perfkit("stress", "--no-lock", exits: 64, "usage")
    #expect(path.errors.contains("'drive: http' takes a port, found 'unix:e.sock'"))
    try failing(
      load("rate: 40/s, duration: 1s, ready: 300ms").replacing(
        "python3, '${source}/server.py'", with: "./engine.sh"),
      "exec sleep 1000", says: "took no connection at tcp:", "Connection refused")
  }

  @Test func aCommandCanBeTheOperation() throws {
    let project = try StressTests.project(
      "{name: load, command: [./engine.sh, '${n}'], load: {drive: command, arrivals: constant, "
        + "rate: 20/s, duration: 400ms, drain: 60s}, "
        + "objectives: [\"done = 7\", \"failed = 1\", \"lost = 0\"]}",
      engine: "echo $1 >> \"$MARKS/seen\"; [ $1 != 3 ]")
    try project.perfkit("stress", "--no-lock")
    #expect(contents(of: project.outside + "/seen") == "0\n1\n2\n3\n4\n5\n6\n7\n")
    try failing(
      "{name: load, command: [./engine.sh, '${n}'], load: {drive: command, rate: 100/s, "
        + "duration: 60s}}", "[ $1 != 2 ] || kill -9 $$",
      says: "operation 2 was killed by signal 9", outcome: "crashed")
  }

  @Test func addressesThatCannotBeAreMistakes() throws {
    func load(_ address: String) -> String {
      "{name: load, command: [./engine.sh], load: {drive: socket, connect: '\(address)', "
        + "rate: 10/s, duration: 1s}}"
    }
    let odd = try StressTests.project(load("sctp:5"))
      .perfkit("stress", "--no-lock", exits: 64, "usage")
    #expect(
      odd.errors.contains("'connect' expects tcp:PORT, udp:PORT or unix:PATH, found 'sctp:5'"))
    #expect(
      odd.errors.contains(
        "write \"tcp:${port}\", \"udp:${port}\" or \"unix:${scratch}/engine.sock\""))
    let long = try StressTests.project(load("unix:" + String(repeating: "x", count: 120)))
      .perfkit("stress", "--no-lock", exits: 64, "usage")
    #expect(long.errors.contains("the path of the socket has more than 107 bytes"))
  }
}
