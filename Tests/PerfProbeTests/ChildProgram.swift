import Glibc

/// A program run to its end, with what it printed.
struct ChildProgram {
  let exitStatus: Int32
  let output: String

  /// Runs `arguments` (the first is looked up on PATH) in `folder`, with `variables` set and no
  /// other PERFKIT_OUT; the status is 128 + the signal if a signal ended it.
  init(_ arguments: [String], in folder: String, setting variables: [String: String] = [:]) throws {
    let command =
      ["env", "-C", folder, "-u", "PERFKIT_OUT"] + variables.map { "\($0)=\($1)" } + arguments
    let log = "\(folder)/.output"
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)

    let argv = command.map { strdup($0) } + [nil]
    defer { for text in argv { free(text) } }
    var child: pid_t = 0
    let error = posix_spawnp(&child, command[0], &actions, nil, argv, environ)
    guard error == 0 else { throw SpawnFailure(program: arguments[0], errno: error) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    exitStatus = status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + status & 0x7f
    output = contents(of: log) ?? ""
  }
}

struct SpawnFailure: Error {
  let program: String
  let errno: Int32
}

/// Whether a program of this name is on PATH.
func isOnPath(_ program: String) -> Bool {
  guard let path = getenv("PATH") else { return false }
  return String(cString: path).split(separator: ":").contains {
    access("\($0)/\(program)", X_OK) == 0
  }
}

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
