internal import Glibc

/// Why a program could not be started.
///
/// A program that starts and fails is a `Termination` instead.
public enum SpawnError: Error, Equatable, Sendable {
  /// What perfkit was doing for the child when it failed.
  public enum Step: Equatable, Sendable {
    /// Passing arguments and environment: too large, or a NUL within.
    case request
    /// Creating the process.
    case process
    /// Entering the working folder.
    case folder
    /// Binding the child to a CPU.
    case affinity
    /// Connecting its streams.
    case streams
    /// Executing the program.
    case execute
    /// Having its file writes supervised.
    case supervision
  }

  /// The program at `path` could not be started; `errno` is the kernel's reason.
  case cannotStart(path: String, errno: Int32, step: Step)
  /// A file meant as input or output, or the working folder, could not be opened.
  case cannotOpen(path: String, errno: Int32)
  /// A pipe, a pidfd or the like could not be made.
  case cannotPrepare(errno: Int32)
  /// The spawner could not be started, or was killed; the next run starts another.
  case spawnerGone(errno: Int32)
}

extension SpawnError: CustomStringConvertible {
  /// One line that says what failed and why.
  public var description: String {
    switch self {
    case .cannotStart(let path, let errno, let step):
      "cannot start '\(path)': \(step.name)\(reason(errno))"
    case .cannotOpen(let path, let errno): "cannot open '\(path)': \(reason(errno))"
    case .cannotPrepare(let errno): "cannot prepare a child process: \(reason(errno))"
    case .spawnerGone(let errno): "the process that starts programs is gone: \(reason(errno))"
    }
  }

  private func reason(_ errno: Int32) -> String { String(cString: strerror(errno)) }
}

extension SpawnError.Step {
  fileprivate var name: String {
    switch self {
    case .request: "arguments and environment: "
    case .process: "creating a process: "
    case .folder: "entering the working folder: "
    case .affinity: "binding it to a CPU: "
    case .streams: "connecting its streams: "
    case .execute: ""
    case .supervision: "having its file writes supervised: "
    }
  }
}
