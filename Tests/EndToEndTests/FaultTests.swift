import Glibc
import PerfJSON
import Testing

/// Engines under faults, as `perfkit stress` makes them suffer; nothing depends on how fast they
/// answer.
@Suite struct FaultTests {
  /// A server for TCP, UDP or standard streams; `answer(number)` gives what it answers, or nil.
  static func server(_ answer: String = "return number + b' ok'") -> String {
    """
    import os, socket, sys
    def answer(number):
        \(answer)
    with open(os.environ["MARKS"] + "/starts", "a") as marks: marks.write("one\\n")
    def reply(line):
        text = answer(line.split(b" ")[0].strip())
        return b"" if text is None else text + b"\\n"
    if sys.argv[1] == "lines":
        print("ready", flush=True)
        for line in sys.stdin.buffer:
            sys.stdout.buffer.write(reply(line))
            sys.stdout.buffer.flush()
    elif sys.argv[1] == "udp":
        peers = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        peers.bind(("127.0.0.1", int(sys.argv[2])))
        while True:
            line, peer = peers.recvfrom(65536)
            text = reply(line)
            if text: peers.sendto(text, peer)
    else:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", int(sys.argv[2])))
        listener.listen()
        while True:
            connection, _ = listener.accept()
            try:
                for line in connection.makefile("rb"): connection.sendall(reply(line))
            except OSError: pass
    """
  }

  static let steady = "arrivals: constant, rate: 400/s, duration: 500ms, drain: 3s"

  static func project(
    _ way: String, _ faults: String, _ more: String = "", load: String = steady,
    server: String = server()
  ) throws -> Project {
    let words = way == "lines" ? "lines" : "\(way), '${port}'"
    let drive = way == "lines" ? "drive: lines" : "drive: socket, connect: '\(way):${port}'"
    let project = try StressTests.project(
      "{name: load, command: [python3, '${source}/server.py', \(words)], "
        + "load: {\(drive), \(load)}, faults: {\(faults)}\(more)}")
    try project.write(server, to: "server.py")
    return project
  }

  /// A table of the run, row by row, without its header.
  private func rows(_ project: Project, _ name: String, under fault: String) throws -> [String] {
    let run = try #require(names(inFolder: project.folder + "/.perfkit/runs").last)
    let cases = ".perfkit/runs/\(run)/cases/"
    let folder = try #require(
      names(inFolder: project.folder + "/" + cases).first { $0.hasSuffix("under=" + fault) })
    return try project.read(cases + folder + "/0/" + name).split(separator: "\n").dropFirst()
      .map(String.init)
  }

  private func value(_ entry: JSON?, _ metric: String) -> Double? {
    entry?["samples"]?[metric]?["values"]?.elements?.first?.double
  }

  @Test(arguments: ["lines", "tcp", "udp"]) func whatIsLostIsWhatTheLinkDropped(
    way: String
  ) throws {
    let project = try Self.project(
      way, "lossy: {loss: 5%}, burst: {ge: {p: 4%, r: 25%}, toward: both}",
      """
      , objectives: ["lost = 0", "lost = 0 under lossy", "link_loss < 50% under lossy", \
      "unexplained = 0 under *", "latency_p50 < 1h under {lossy,burst}"]
      """)
    let call = try project.perfkit("stress", "--no-lock", exits: 2, "fail")
    #expect(
      call.cases.compactMap { $0["name"]?.text } == [
        "load", "load/under=lossy", "load/under=burst",
      ])
    #expect(call.errorCodes == ["objective.missed"])
    #expect(call.errors.contains("load/under=lossy: objective 'lost = 0 under lossy' missed:"))
    #expect(
      call.cases.map { $0["objectives"]?.elements?.count } == [1, 4, 2])
    #expect(value(call.cases.first, "lost") == 0)
    #expect(value(call.cases.first, "unexplained") == nil)
    for (index, fault) in ["lossy", "burst"].enumerated() {
      let entry = call.cases[index + 1]
      let drops = try rows(project, "link-log.csv", under: fault).map { $0.split(separator: ",") }
      let gaps = try rows(project, "gap-log.csv", under: fault).map { $0.split(separator: ",") }
      #expect(!gaps.isEmpty)
      #expect(gaps.map { $0[0] } == Set(drops.map { $0[0] }).sorted { Int($0)! < Int($1)! })
      #expect(gaps.allSatisfy { $0[1] == "loss" })
      #expect(value(entry, "lost") == Double(gaps.count))
      #expect(value(entry, "unexplained") == 0)
      let links = try rows(project, "link-faults.csv", under: fault)
      #expect(links.count == (fault == "burst" ? 2 : 1))
      #expect(links.allSatisfy { $0.contains(",true,") && $0.hasSuffix(",true") })
    }
    // What is lost follows the seed, and the digests of clean run and faults are kept apart.
    let again = try project.perfkit("stress", "--no-lock", exits: 2, "fail")
    #expect(value(again.cases[1], "lost") == value(call.cases[1], "lost"))
    #expect(again.digests == call.digests)
    #expect(Set(call.cases.compactMap { $0["digests"]?["stress-scenario.csv"]?.text }).count == 3)
    #expect(call.output.contains("unexplained"))
  }

  @Test func linesAreDelayedRepeatedAndReordered() throws {
    let project = try Self.project(
      "tcp",
      "messy: {delay: 20ms, jitter: 2ms, correlation: 50%, reorder: 20%, duplicate: 20%}, "
        + "narrow: {rate: 100/s, queue: 5}",
      """
      , objectives: ["lost = 0 under messy", "latency_p50 > 10ms under messy", \
      "link_duplicated > 0 under messy", "link_reordered > 0 under messy", \
      "link_overflowed > 0 under narrow", "unexplained = 0 under narrow"]
      """)
    try project.perfkit("stress", "--no-lock")
  }

  @Test func whatNoLinkDroppedIsNamed() throws {
    let project = try Self.project(
      "tcp", "lossy: {loss: 5%}", ", objectives: [\"unexplained = 20 under lossy\"]",
      server: Self.server("return None if number.endswith(b'7') else number"))
    let call = try project.perfkit("stress", "--no-lock", exits: 2, "fail")
    #expect(call.warningCodes == ["case.unexplained-losses", "case.unjudged-failures"])
    #expect(call.errors.contains("operations had no answer though no link dropped them"))
    let gaps = try rows(project, "gap-log.csv", under: "lossy")
    let unknown = gaps.filter { $0.hasSuffix(",unknown") }
    #expect(unknown.allSatisfy { $0.hasSuffix("7,unknown") })
    #expect(unknown.count > 5 && unknown.count < 20)
    #expect(call.errors.contains("missed: \(unknown.count)"))
  }

  @Test func anEngineThatAnswersWhatItNeverGotIsWrong() throws {
    let project = try Self.project(
      "tcp", "lossy: {loss: 20%}",
      server: Self.server("return b'\\n'.join(b'%d' % n for n in range(int(number) + 1))"))
    let call = try project.perfkit("stress", "--no-lock", exits: 4, "incorrect")
    #expect(call.errors.contains("load/under=lossy: run 0: answered operation "))
    #expect(call.errors.contains(", which the link had dropped on its way to the engine"))
    #expect(call.cases.compactMap { $0["outcome"]?.text } == ["passed", "failed"])
  }

  @Test(arguments: ["lines", "tcp"]) func aStoppedEngineGoesOn(way: String) throws {
    let project = try Self.project(
      way, "stop: {signal: stop, at: 100ms, for: 300ms}",
      """
      , objectives: ["lost = 0", "lost = 0 under stop", "outage >= 300ms under stop", \
      "recovery >= 300ms under stop", "latency_max >= 250ms under stop"]
      """)
    let call = try project.perfkit("stress", "--no-lock")
    #expect(value(call.cases.first, "outage") == nil)
    #expect(call.output.contains("answers after"))
  }

  @Test func anEngineInAnotherGroupIsStoppedToo() throws {
    try Self.project(
      "tcp", "stop: {signal: stop, at: 100ms, for: 300ms}",
      ", objectives: [\"lost = 0 under stop\", \"latency_max >= 250ms under stop\"]",
      server: """
        import os, signal
        worker = os.fork()
        if worker:
            signal.signal(signal.SIGTERM, lambda *_: os.kill(worker, 15))
            os.waitpid(worker, 0)
            os._exit(0)
        os.setsid()

        """ + Self.server()
    ).perfkit("stress", "--no-lock")
  }

  @Test func anEngineThatIsNotStoppedIsNoEvidence() throws {
    // A daemon: nothing that perfkit started is above it. It has seconds to show that it answers.
    let project = try Self.project(
      "tcp", "stop: {signal: stop, at: 100ms, for: 3s}",
      server: """
        import os, signal
        if os.fork():
            os.wait()
            signal.pause()
        if os.fork(): os._exit(0)
        os.setsid()

        """ + Self.server())
    let call = try project.perfkit(
      "stress", "--no-lock", "--case", "load/under=*", exits: 3, "missing")
    #expect(
      call.errors.contains(
        "operations that were sent while the engine was stopped were answered before it was continued"
      ))
  }

  /// A server for HTTP/1.1 that is killed; `second` is what it does once it is started again.
  private func webServer(_ second: String, _ load: String) throws -> Project {
    let project = try StressTests.project(
      "{name: load, command: [python3, '${source}/server.py', '${port}'], "
        + "load: {drive: http, connect: 'tcp:${port}', request: 'GET /', \(load)}, "
        + "faults: {restart: {signal: kill, at: 100ms, restart: true, after: 50ms}}, "
        + "objectives: [\"done > 100 under *\", \"outage >= 50ms under *\", "
        + "\"recovery >= 50ms under *\", \"failed > 0 under *\"]}")
    try project.write(
      """
      import http.server, os, sys, time
      marks = os.environ["MARKS"] + "/starts"
      with open(marks, "a") as file: file.write("one\\n")
      if len(open(marks).readlines()) == 2: \(second)
      class Handler(http.server.BaseHTTPRequestHandler):
          protocol_version = "HTTP/1.1"
          def do_GET(self):
              self.send_response(200)
              self.send_header("Content-Length", "2")
              self.end_headers()
              self.wfile.write(b"ok")
          def log_message(self, *words): pass
      http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
      """, to: "server.py")
    return project
  }

  @Test func aKilledServerOfHTTPIsWaitedFor() throws {
    try webServer("pass", "arrivals: constant, rate: 50/s, duration: 10s")
      .perfkit("stress", "--no-lock", "--case", "load/under=*")
    let away = try webServer(
      "time.sleep(1000)", "arrivals: constant, rate: 100/s, duration: 500ms, ready: 5s"
    ).perfkit("stress", "--no-lock", "--case", "load/under=*", exits: 4, "incorrect")
    #expect(away.errors.contains("took no connection within 5s of its restart"))
  }

  @Test func aKilledEngineIsStartedAgain() throws {
    let project = try Self.project(
      "tcp", "restart: {signal: kill, at: 100ms, restart: true, after: 50ms}",
      ", objectives: [\"done > 100 under *\", \"recovery >= 50ms under restart\"]")
    let call = try project.perfkit("stress", "--no-lock")
    #expect(call.warningCodes.isEmpty)
    #expect(project.count("starts") == 3)
    let entry = call.cases[1]
    #expect((value(entry, "lost") ?? 0) + (value(entry, "done") ?? 0) == 200)
  }

  @Test func anEngineThatDoesNotComeBackIsWrong() throws {
    let once = """
      import os
      if os.path.exists(os.environ["MARKS"] + "/starts") \
      and len(open(os.environ["MARKS"] + "/starts").readlines()) == 2: SECOND

      """
    func ended(
      _ second: String, way: String = "tcp", _ load: String = "\(Self.steady), ready: 5s"
    ) throws -> Invocation {
      try Self.project(
        way, "restart: {signal: kill, at: 100ms, restart: true}", load: load,
        server: once.replacing("SECOND", with: second) + Self.server()
      ).perfkit("stress", "--no-lock", exits: 4, "incorrect")
    }
    #expect(
      try ended("os._exit(3)", "\(Self.steady), ready: 60s").errors
        .contains("load/under=restart: run 0: ended with status 3"))
    #expect(
      try ended("import time; time.sleep(1000)").errors
        .contains("took no connection within 5s of its restart"))
    // With datagrams only its silence shows.
    let long = "arrivals: constant, rate: 20/s, duration: 6s, drain: 100ms, ready: 5s"
    #expect(
      try ended("import time; time.sleep(1000)", way: "udp", long).errors
        .contains("answered nothing that was sent in the 5s after its return"))
  }

  @Test func aDeathThatIsNotDeclaredIsACrash() throws {
    let call = try Self.project(
      "tcp", "restart: {signal: kill, at: 499ms, restart: true}, lossy: {loss: 1%}",
      server: Self.server("os.kill(os.getpid(), 9) if number == b'20' else 0; return number")
    ).perfkit("stress", "--no-lock", exits: 4, "incorrect")
    #expect(call.cases.compactMap { $0["outcome"]?.text } == ["crashed", "crashed", "crashed"])
  }

  @Test func aSignalEndsALoadUnderAFault() throws {
    let project = try Self.project(
      "tcp", "stop: {signal: stop, at: 1ms, for: 50s}",
      load: "arrivals: constant, rate: 100/s, duration: 60s",
      server: Self.server("open(os.environ['MARKS'] + '/up', 'w').close(); return number"))
    let child = try project.start(["stress", "--no-lock", "--case", "load/under=*"])
    try child.wait(forFile: project.outside + "/starts")
    child.send(SIGTERM)
    #expect(try child.wait().status == 143)
    project.expectNothingLeft()
  }

  @Test func theKneeIsFoundUnderAFault() throws {
    let call = try Self.project(
      "tcp", "slow: {delay: 1ms}", ", objectives: [\"done <= 60 under slow\"]",
      load: "arrivals: constant, rate: 50/s, duration: 500ms"
    ).perfkit("stress", "--no-lock", "--knee")
    #expect(call.cases.compactMap { $0["name"]?.text } == ["load/under=slow"])
    let knee = try #require(value(call.cases.first, "knee"))
    #expect(knee > 110 && knee <= 120)
  }

  @Test func aProgramInCIsLoadedWithDatagrams() throws {
    let project = try Project(
      Project.Plan(
        engine: "{source: ., build: steps, steps: [[cc, -O1, -o, server, server.c]], "
          + "artefacts: [server]}", kind: "stress",
        cases: [
          "{name: load, command: [./server, '${port}'], load: {drive: socket, "
            + "connect: 'udp:${port}', \(Self.steady)}, faults: {lossy: {loss: 5%}}, "
            + "objectives: [\"lost = 0\", \"unexplained = 0 under lossy\"]}"
        ]))
    try project.write(
      """
      #include <arpa/inet.h>
      #include <stdio.h>
      #include <stdlib.h>
      int main(int count, char **words) {
        struct sockaddr_in own = {.sin_family = AF_INET, .sin_port = htons(atoi(words[1]))}, peer;
        int listener = socket(AF_INET, SOCK_DGRAM, 0);
        if (count < 2 || bind(listener, (struct sockaddr *)&own, sizeof own) < 0) return 1;
        for (;;) {
          char line[4096];
          socklen_t size = sizeof peer;
          ssize_t length = recvfrom(listener, line, sizeof line - 1, 0, (void *)&peer, &size);
          if (length <= 0) continue;
          line[length] = 0;
          length = sprintf(line, "%lu", strtoul(line, 0, 10));
          sendto(listener, line, length, 0, (void *)&peer, size);
        }
      }
      """, to: "server.c")
    try project.perfkit("stress", "--no-lock")
  }
}
