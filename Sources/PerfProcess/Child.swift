internal import CPerfSystem
internal import Glibc

/// A running child with perfkit's ends of its pipes.
struct Child: ~Copyable {
  let pid: pid_t
  let startedNanoseconds: UInt64
  let scope: RunScope
  let endsRemains: Bool
  let pidfd: Descriptor
  var output: OutputPipe
  var error: OutputPipe
  /// When the end of the child was seen.
  var endedNanoseconds: UInt64?
  /// Why perfkit ends the child, if it does.
  var cause: Termination?

  init(starting command: Command) throws(SpawnError) {
    var childOutput: Descriptor?
    var childError: Descriptor?
    let output = try Self.connect(command.standardOutput, command, &childOutput)
    let error =
      command.joinsStreams
      ? OutputPipe() : try Self.connect(command.standardError, command, &childError)
    var input: Descriptor?
    var inputNumber: Int32 = -1
    switch command.input {
    case .null: break
    case .file(let path):
      let opened = try Descriptor(opening: path, O_RDONLY)
      inputNumber = opened.number
      input = consume opened
    case .descriptor(let number): inputNumber = number
    }
    var scope = RunScope()
    let outputNumber =
      command.standardOutput.number(inherited: STDOUT_FILENO)
      ?? Descriptor.number(of: childOutput)
    var errorNumber = outputNumber
    if !command.joinsStreams {
      errorNumber =
        command.standardError.number(inherited: STDERR_FILENO)
        ?? Descriptor.number(of: childError)
    }
    let (pid, started) = try Spawner.start(
      command,
      streams: .init(
        input: inputNumber, output: outputNumber, error: errorNumber))
    _ = input
    perf_interrupt_set_group(pid)
    scope.child = pid
    let pidfd = perf_pidfd_open(pid)
    guard pidfd >= 0 else {
      let cause = errno
      kill(-pid, SIGKILL)
      _ = ProcessTree.endRemains(of: scope)
      var end = perf_child_end()
      _ = perf_child_reap(pid, &end)
      throw .cannotPrepare(errno: cause)
    }
    self.pid = pid
    startedNanoseconds = started
    self.scope = scope
    endsRemains = command.endsRemains
    self.pidfd = Descriptor(owning: pidfd)
    self.output = output
    self.error = error
  }

  private static func connect(
    _ mode: Command.Output, _ command: Command, _ end: inout Descriptor?
  ) throws(SpawnError) -> OutputPipe {
    switch mode {
    case .capture:
      return try OutputPipe(cap: command.outputCap, isPaced: command.pacesOutput, writingEnd: &end)
    case .file(let path):
      end = try Descriptor(opening: path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND)
    case .discard, .inherit, .descriptor: end = nil
    }
    return OutputPipe()
  }

  /// The child for those who watch it while it runs; nil if the process has no room for another
  /// descriptor.
  func running() -> RunningChild? { RunningChild(pid: pid) }

  /// Ends what is left of the tree, reaps the child and adds up.
  consuming func finish() throws(SpawnError) -> Finished {
    let leftBehind = endsRemains ? ProcessTree.endRemains(of: scope) : 0
    perf_interrupt_set_group(0)
    var end = perf_child_end()
    let failure = perf_child_reap(pid, &end)
    guard failure == 0 else { throw .cannotPrepare(errno: failure) }
    let usage = ResourceUsage(
      end, wallNanoseconds: (endedNanoseconds ?? startedNanoseconds) - startedNanoseconds)
    let ownEnd: Termination = end.signal != 0 ? .signalled(end.signal) : .exited(end.status)
    return Finished(
      termination: cause ?? ownEnd, usage: usage,
      standardOutput: output.finish(),
      standardError: error.finish(),
      startedNanoseconds: startedNanoseconds, leftBehind: leftBehind)
  }
}

extension Command.Output {
  /// The descriptor that the caller has for this stream already; nil where one is made.
  fileprivate func number(inherited: Int32) -> Int32? {
    switch self {
    case .inherit: inherited
    case .descriptor(let number): number
    case .capture, .discard, .file: nil
    }
  }
}
