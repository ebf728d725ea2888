import PerfFiles
import PerfModel

/// Runs with every member filled in, and folders to keep them in.
enum Fixture {
  static let host = Host(
    architecture: "x86_64", cpuModel: "AMD EPYC", cpus: 2, hypervisor: "kvm",
    memory: 18_446_744_073_709_551_615, kernel: "6.1.0-37-amd64",
    os: "Debian GNU/Linux 12 (bookworm)", libc: "glibc 2.36", governor: "performance",
    turbo: "on", smt: "off", aslr: "2", fingerprint: "0123456789abcdef")

  static func entry(_ name: String, suite: String = "smoke") -> CaseRecord {
    var entry = CaseRecord(name: name, suite: suite, seed: 18_446_744_073_709_551_615)
    entry.outcome = .nondeterministic
    entry.reason = "repeats disagree: \"a\"\n"
    entry.runs = [
      CaseRecord.Run(
        index: 0, order: 3, startedNanoseconds: 9_007_199_254_740_993, outcome: .passed, exit: 0,
        signal: nil, output: "quick.0/output"),
      CaseRecord.Run(
        index: 1, order: 4, startedNanoseconds: 2, outcome: .crashed, exit: nil, signal: 11,
        output: "quick.1/output"),
    ]
    entry.samples = [
      CaseRecord.Samples(
        metric: "size", unit: "B", better: nil, comparison: .exact, gating: true, values: [3, 3]),
      CaseRecord.Samples(
        metric: "throughput[\"a,b\",42]", unit: "msg/s", better: .higher, comparison: .relative,
        gating: true, values: [1.5e6, 0.1, 1e19, 9.223372036854776e18]),
      CaseRecord.Samples(
        metric: "wall_time", unit: "s", better: .lower, comparison: .relative, gating: false,
        values: [0.25, 1 / 3]),
    ]
    entry.tables = [
      CaseRecord.TableFile(schema: "kv/1", file: "quick.0/r.csv", sha256: "ab")
    ]
    entry.digests = [
      CaseRecord.Digest(
        name: "many.csv", schema: "kv/1", value: "aa", header: "k", records: nil),
      CaseRecord.Digest(
        name: "r.csv", schema: "kv/1", value: "bb", header: "k,v", records: ["\"a,b\",1", "c,2"]),
    ]
    entry.inputs = [RunRecord.Artefact(path: "bench.py", sha256: "cd", size: 12)]
    return entry
  }

  static func run(_ id: String = "20270115T080000Z-00c0ffee") -> RunRecord {
    var run = RunRecord(
      id: id, command: "smoke", project: "demo", host: host,
      revision: RunRecord.Revision(
        commit: "c0", tree: nil, dirty: true, content: "c1", ref: "v1.0"), content: "c1",
      toolchain: "Swift 6.3; cc 12", configDigest: "d0")
    run.narrowed = true
    run.variant = "ring"
    run.engines = [
      RunRecord.BuiltEngine(
        name: "demo", build: "make", toolchain: "cc 12", flags: ["CC=clang", "CFLAGS=-O2 -g"],
        artefacts: [RunRecord.Artefact(path: "bin/demo", sha256: "ef", size: 1 << 40)])
    ]
    run.cases = [entry("quick/scenario=a,seed=1"), entry("other", suite: "bench")]
    run.verdict = .incorrect
    run.exit = 4
    return run
  }

  static func inFolder<T>(_ body: (String) throws -> T) throws -> T {
    let folder = try Folder.createTemporary(in: "/tmp", prefix: "perfkit-history.")
    defer { try? Folder.remove(folder) }
    return try body(folder)
  }
}
