internal import CPerfSystem
internal import Glibc

/// Requests to the spawner process.
enum Spawner {
  /// The child's end of its three streams; -1 is `/dev/null`.
  struct Streams {
    var input: Int32
    var output: Int32
    var error: Int32
  }

  /// Starts the child; returns its process id and when it was created.
  static func start(
    _ command: borrowing Command, streams: Streams
  ) throws(SpawnError) -> (pid: pid_t, startedNanoseconds: UInt64) {
    let answer = try post(command, streams: streams) { perf_spawn($0, $1) }
    return (answer.pid, answer.started_ns)
  }

  /// Hands a request over and returns what became of it.
  static func post(
    _ command: borrowing Command, streams: Streams,
    by send: (UnsafePointer<perf_spawn_request>, UnsafeMutablePointer<perf_spawn_answer>) -> Int32
  ) throws(SpawnError) -> perf_spawn_answer {
    let path = command.executable
    var folder: Descriptor?
    if command.folder != Command.callersFolder {
      let opened = perf_folder_open(command.folder)
      guard opened >= 0 else { throw .cannotStart(path: path, errno: errno, step: .folder) }
      folder = Descriptor(owning: opened)
    }
    let folderNumber = Descriptor.number(of: folder)
    guard !path.utf8.contains(0) else {
      throw .cannotStart(path: path, errno: EINVAL, step: .request)
    }
    let arguments = command.packedArguments
    let environment = command.packedEnvironment
    let started = perf_spawner_start()
    guard started == 0 else { throw .spawnerGone(errno: started) }
    var answer = perf_spawn_answer()
    let failure = path.withCString { path in
      arguments.bytes.withUnsafeBytes { argumentBytes in
        environment.bytes.withUnsafeBytes { environmentBytes in
          var request = perf_spawn_request()
          request.path = path
          request.arguments = argumentBytes.baseAddress?.assumingMemoryBound(to: CChar.self)
          request.arguments_size = argumentBytes.count
          request.arguments_count = arguments.count
          request.environment = environmentBytes.baseAddress?.assumingMemoryBound(to: CChar.self)
          request.environment_size = environmentBytes.count
          request.environment_count = environment.count
          request.padding = command.padding ?? -1
          request.folder = folderNumber
          request.streams = (streams.input, streams.output, streams.error)
          request.cpu = Int32(clamping: command.affinity ?? -1)
          request.supervisor = command.supervisor ?? -1
          return send(&request, &answer)
        }
      }
    }
    guard failure == 0 else { throw .spawnerGone(errno: failure) }
    try check(answer, path: path)
    return answer
  }

  /// Throws if a child could not be started.
  static func check(_ answer: perf_spawn_answer, path: String) throws(SpawnError) {
    guard answer.error == 0 else {
      throw .cannotStart(path: path, errno: answer.error, step: SpawnError.Step(answer.step))
    }
  }
}

extension SpawnError.Step {
  fileprivate init(_ step: perf_spawn_step) {
    switch step {
    case PERF_STEP_PROCESS: self = .process
    case PERF_STEP_FOLDER: self = .folder
    case PERF_STEP_AFFINITY: self = .affinity
    case PERF_STEP_STREAMS: self = .streams
    case PERF_STEP_EXECUTE: self = .execute
    case PERF_STEP_SUPERVISION: self = .supervision
    default: self = .request
    }
  }
}
