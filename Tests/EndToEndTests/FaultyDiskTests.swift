import PerfJSON
import Testing

/// Engines whose disk is slow or full.
@Suite struct FaultyDiskTests {
  /// Appends 1000 bytes to a file for each operation, and syncs it; answers with an error where that
  /// fails.
  private static let store = """
    import os, sys
    print("ready", flush=True)
    stored = open("store.dat", "ab", buffering=0)
    for line in sys.stdin.buffer:
        number = line.split(b" ")[0].strip()
        try:
            stored.write(b"x" * 1000)
            os.fsync(stored.fileno())
            print(number.decode(), flush=True)
        except OSError as error:
            print(number.decode(), "error", error.strerror, flush=True)
    """

  private static func project(_ faults: String, _ more: String) throws -> Project {
    try FaultTests.project(
      "lines", faults, more, load: "arrivals: constant, rate: 100/s, duration: 300ms, drain: 60s",
      server: store)
  }

  @Test func aFullDiskTakesNoMoreBytes() throws {
    let call = try Self.project(
      "full: {disk: {limit: 10kB}}",
      """
      , objectives: ["failed = 0", "done = 10 under full", "failed = 20 under full", \
      "writes_refused = 20 under full", "writes_delayed = 0 under full", "lost = 0 under full"]
      """
    ).perfkit("stress", "--no-lock")
    #expect(call.cases.first?["samples"]?["writes_refused"] == nil)
  }

  @Test func aDiskThatNothingIsWrittenToShowsNothing() throws {
    let call = try FaultTests.project(
      "lines", "slow: {disk: {delay: 2ms}}, far: {delay: 1h}", "",
      load: "arrivals: constant, rate: 100/s, duration: 300ms, drain: 100ms",
      server: """
        import sys
        print("ready", flush=True)
        for line in sys.stdin.buffer:
            print(line.split()[0].decode(), flush=True)
        """
    ).perfkit("stress", "--no-lock", exits: 3, "missing")
    #expect(
      call.errors.contains(
        "nothing was seen of the fault 'slow': the engine wrote to no file in its folder"))
    #expect(call.errors.contains("nothing was seen of the fault 'far': no operation was answered"))
  }

  @Test func aSlowDiskTakesItsTime() throws {
    try Self.project(
      "slow: {disk: {delay: 2ms}}",
      """
      , objectives: ["failed = 0 under slow", "writes_delayed = 60 under slow", \
      "writes_refused = 0 under slow", "service_mean >= 4ms under slow"]
      """
    ).perfkit("stress", "--no-lock")
  }

  @Test func withoutTheKernelsHelpThereIsNoSuchFault() throws {
    let project = try Self.project("slow: {disk: {delay: 2ms}}", "")
    // A kernel that knows no seccomp(2), as far as this process can see.
    try project.write(
      """
      import ctypes, os, platform, struct, sys
      number = {"x86_64": 317, "aarch64": 277}[platform.machine()]
      rules = [(0x20, 0, 0, 0), (0x15, 0, 1, number), (6, 0, 0, 0x50000 | 38), (6, 0, 0, 0x7fff0000)]
      code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *rule) for rule in rules))
      class Program(ctypes.Structure):
          _fields_ = [("count", ctypes.c_ushort), ("code", ctypes.c_void_p)]
      program = Program(len(rules), ctypes.addressof(code))
      libc = ctypes.CDLL(None, use_errno=True)
      assert libc.prctl(38, 1, 0, 0, 0) == 0 and libc.prctl(22, 2, ctypes.byref(program)) == 0
      os.execv(sys.argv[1], sys.argv[1:])
      """, to: "without.py")
    let said = try project.sh(
      "python3 without.py \(Project.perfkit) stress --no-lock 2>&1 || echo \"status $?\"")
    #expect(said.contains("the fault 'slow' is not available here: the kernel refuses"))
    #expect(said.contains("Function not implemented"))
    #expect(said.contains("status 5"))
    #expect(said.contains("  load  1 run  ok"))
    project.expectNothingLeft()
  }
}
