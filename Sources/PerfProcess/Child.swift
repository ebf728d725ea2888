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
    if case .file(let path) = command.input { input = try Descriptor(opening: path, O_RDONLY) }
    var scope = RunScope()
    let outputNumber =
      command.standardOutput == .inherit ? STDOUT_FILENO : Descriptor.number(of: childOutput)
    var errorNumber = outputNumber
    if !command.joinsStreams {
      errorNumber =
        command.standardError == .inherit ? STDERR_FILENO : Descriptor.number(of: childError)
    }
    let (pid, started) = try Spawner.start(
      command,
      streams: .init(
        input: Descriptor.number(of: input), output: outputNumber, error: errorNumber))
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
    case .capture: return try OutputPipe(cap: command.outputCap, writingEnd: &end)
    case .file(let path):
      end = try Descriptor(opening: path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND)
    case .discard, .inherit: end = nil
    }
    return OutputPipe()
  }

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
