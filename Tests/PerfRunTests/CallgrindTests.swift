import Glibc
import PerfModel
import PerfProcess
import Testing

@testable import PerfRun

@Suite struct CallgrindTests {
  /// What callgrind 3.19 writes, shortened.
  private static func document(_ count: String) -> String {
    """
    # callgrind format
    version: 1
    creator: callgrind-3.19.0
    pid: 7
    cmd:  ./w summary: 1
    part: 1

    desc: Trigger: Program termination
    positions: line
    events: Ir
    summary: \(count)

    fn=(1) main
    1 3
    totals: 9
    """
  }

  @Test func theSummaryIsTheCount() {
    #expect(Callgrind.count(in: Array(Self.document("129152").utf8)) == 129_152)
    #expect(Callgrind.count(in: Array(Self.document("129152 12 5").utf8)) == 129_152)
    for nothing in ["0", "", "many", "-4"] {
      #expect(Callgrind.count(in: Array(Self.document(nothing).utf8)) == nil)
    }
    #expect(Callgrind.count(in: []) == nil)
  }

  private func total(_ files: [String: String]) throws -> Result<Int, Callgrind.Failure> {
    var template = Array("/tmp/perf-run-tests.XXXXXX".utf8CString)
    let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    defer {
      for name in files.keys { unlink(folder + "/" + name) }
      rmdir(folder)
    }
    for (name, text) in files {
      let file = try #require(fopen(folder + "/" + name, "w"))
      fputs(text, file)
      fclose(file)
    }
    return try Callgrind.total(in: folder)
  }

  @Test func allProcessesAreAddedUp() throws {
    let files = [
      "count.7": Self.document("100"), "count.8": Self.document("23"), "log.7": "", "log.9": "",
    ]
    #expect(try total(files) == .success(123))
  }

  @Test func aPartIsNoCount() throws {
    #expect(
      try total(["count.7": Self.document("100"), "count.8": ""]) == .failure(.incomplete))
    #expect(try total([:]) == .failure(.nothing(reason: nil)))
    #expect(
      try total(["count.7": "", "log.7": "==7== Valgrind: I can't recover.\n==7== \n"])
        == .failure(.nothing(reason: "I can't recover.")))
  }

  @Test func failuresAreSentences() {
    let unreadable = Callgrind.Failure.nothing(reason: "debuginfo reader: ensure_valid failed:")
    #expect(unreadable.sentence.contains("debug information"))
    #expect(Callgrind.Failure.nothing(reason: "x").sentence == "valgrind left no count: x")
    #expect(Callgrind.Failure.nothing(reason: nil).sentence == "valgrind left no count")
    #expect(Callgrind.Failure.incomplete.sentence.contains("killed"))
  }

  @Test func theCommandRunsUnderValgrind() {
    var command = Command(
      executable: "/bin/echo", arguments: ["echo", "-n", "a b"], environment: ["A=1"], folder: "/")
    command.timeout = .seconds(2)
    command.counts = .instructions
    let counting = Callgrind(program: "/usr/bin/valgrind").counting(command, in: "/tmp/c")
    #expect(counting.executable == "/usr/bin/valgrind")
    #expect(counting.arguments.suffix(4) == ["--", "/bin/echo", "-n", "a b"])
    #expect(counting.arguments.contains("--callgrind-out-file=/tmp/c/count.%p"))
    #expect(counting.environment == command.environment && counting.folder == "/")
    #expect(counting.timeout == .seconds(100) && counting.counts == nil)
  }
}

@Suite struct CounterChoiceTests {
  private func chosen(_ choice: CounterChoice, refusal: CounterRefusal?) throws -> Counters {
    try Counters.chosen(choice, path: "/nonexistent", refusal: { refusal })
  }

  @Test func autoTakesTheKernelOrNothing() throws {
    #expect(try chosen(.auto, refusal: nil) == .perf)
    #expect(try chosen(.auto, refusal: .notThere) == Counters.none)
    #expect(try chosen(.none, refusal: nil) == Counters.none)
    #expect(try chosen(.perf, refusal: nil) == .perf)
  }

  @Test func whatIsNotThereIsAnErrorThatSaysWhatToDo() throws {
    func problem(_ choice: CounterChoice, _ refusal: CounterRefusal) -> (String, String?) {
      do throws(RunError) {
        _ = try Counters.chosen(choice, path: "/nonexistent", refusal: { refusal })
        return ("none", nil)
      } catch {
        let problem = error.problem(in: nil)
        return (problem.code, problem.hint)
      }
    }
    let refused = problem(.perf, .notPermitted)
    #expect(refused.0 == "run.cannot-count" && refused.1?.contains("perf_event_paranoid") == true)
    let missing = problem(.perf, .notThere)
    #expect(missing.0 == "run.cannot-count" && missing.1?.contains("valgrind") == true)
    let program = problem(.valgrind, .notThere)
    #expect(program.0 == "run.missing-valgrind" && program.1 == "apt-get install valgrind")
  }
}
