import Glibc
import PerfProcess

/// A program that a test started, with what it prints in two files.
final class ChildProgram {
  /// How a program ended and what it printed.
  struct Ended {
    /// The exit status; of a program that a signal ended, the signal's number below zero.
    let status: Int32
    let output: String
    let errors: String
  }

  struct Failure: Error {
    let reason: String
  }

  /// Where standard output goes.
  enum Output {
    case file
    /// A pipe that nobody reads.
    case closedPipe
  }

  let pid: pid_t
  private let logs: String
  private var isWaitedFor = false

  /// Starts `words` (the first is a path) as the leader of a group of its own, with all signals as
  /// they are by default; `logs` is the beginning of the paths of its output files.
  init(
    _ words: [String], in folder: String, environment: [String: String], logs: String,
    output: Output = .file
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 1, logs + ".out", flags, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, logs + ".err", flags, 0o600)
    let pipe = output == .closedPipe ? try Self.closedPipe(logs + ".pipe") : -1
    if pipe >= 0 { posix_spawn_file_actions_adddup2(&actions, pipe, 1) }
    defer { if pipe >= 0 { close(pipe) } }

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    let argv = (["env", "-C", folder] + words).map { strdup($0) } + [nil]
    let envp = environment.map { strdup($0.key + "=" + $0.value) } + [nil]
    defer { for text in argv + envp { free(text) } }
    var child: pid_t = 0
    // While a test of PerfProcess runs a command, it takes new children for that command's.
    let error = Launcher.alone {
      posix_spawn(&child, "/usr/bin/env", &actions, &attributes, argv, envp)
    }
    guard error == 0 else { throw Failure(reason: "posix_spawn: \(error)") }
    pid = child
    self.logs = logs
  }

  deinit {
    guard !isWaitedFor else { return }
    kill(pid, SIGKILL)
    waitpid(pid, nil, 0)
  }

  /// The writing end of a pipe that has no reader, not inherited by programs that other tests start.
  private static func closedPipe(_ path: String) throws -> Int32 {
    mkfifo(path, 0o600)
    let reader = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    let writer = open(path, O_WRONLY | O_CLOEXEC)
    guard reader >= 0, writer >= 0 else { throw Failure(reason: "cannot open a pipe: \(errno)") }
    close(reader)
    return writer
  }

  func send(_ signal: Int32) { kill(pid, signal) }

  /// Whether the program has ended.
  var hasEnded: Bool {
    var information = siginfo_t()
    return waitid(P_PID, id_t(pid), &information, WEXITED | WNOHANG | WNOWAIT) == 0
      && information.si_signo != 0
  }

  /// Waits for the end; a program that takes longer than a minute is killed and an error.
  func wait() throws -> Ended {
    var status: Int32 = 0
    let ended = patiently {
      let found = waitpid(pid, &status, WNOHANG)
      return found == pid || (found < 0 && errno != EINTR)
    }
    guard ended else { throw Failure(reason: "process \(pid) does not end") }
    isWaitedFor = true
    return Ended(
      status: status & 0x7f == 0 ? (status >> 8) & 0xff : -(status & 0x7f),
      output: contents(of: logs + ".out") ?? "", errors: contents(of: logs + ".err") ?? "")
  }

  /// What it has printed to standard error until now.
  var errorsSoFar: String { contents(of: logs + ".err") ?? "" }

  /// Waits until a file exists; an error if the program ended before, or after a minute.
  func wait(forFile path: String) throws {
    _ = patiently { access(path, F_OK) == 0 || hasEnded }
    guard access(path, F_OK) == 0 else {
      let errors = contents(of: logs + ".err") ?? ""
      throw Failure(reason: "'\(path)' did not appear: \(errors)")
    }
  }
}

/// Asks again and again until something holds; false if it does not within a minute.
func patiently(_ condition: () -> Bool) -> Bool {
  for _ in 0..<30_000 {
    if condition() { return true }
    usleep(2000)
  }
  return condition()
}

/// A file's text, or nil where there is none.
func contents(of path: String) -> String? {
  guard let file = fopen(path, "r") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65536)
  while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
    bytes += buffer[..<count]
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// The names in a folder, sorted; none where there is no folder.
func names(inFolder path: String) -> [String] {
  guard let folder = opendir(path) else { return [] }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != "." && name != ".." { names.append(name) }
  }
  return names.sorted()
}
