internal import PerfBuild
internal import PerfCrypto
internal import PerfFiles
internal import PerfGit
internal import PerfHistory
internal import PerfModel
internal import PerfRelease
internal import PerfRun
internal import PerfSigning

/// Calls a function of another module and turns its errors into problems for a person.
func attempt<T>(in plan: Plan? = nil, _ body: () throws -> T) throws(Problems) -> T {
  do {
    return try body()
  } catch {
    throw Problems(error, in: plan)
  }
}

extension Problems {
  /// The problems behind any error of perfkit's modules.
  init(_ error: any Error, in plan: Plan? = nil) {
    switch error {
    case let error as Problems: self = error
    case let error as FileError: self.init([error.problem])
    case let error as BuildError: self.init([error.problem])
    case let error as HistoryError: self.init([error.problem])
    case let error as GitError: self.init([error.problem])
    case let error as SigningError: self.init([TagError.signing(error).problem])
    case let error as TagError: self.init([error.problem])
    case let error as ArtefactError: self.init([error.problem])
    case let error as RunError: self.init([error.problem(in: plan)])
    case let error as CryptoError:
      self.init([Problem("crypto", "\(error)", hint: error.hint)])
    default: self.init([Problem("internal", "\(error)", hint: "this is a bug of perfkit")])
    }
  }
}

extension FileError {
  /// The problem as a person is told of it.
  var problem: Problem {
    Problem(
      "file." + operation.replacing(" ", with: "-"), "cannot \(operation) '\(path)': \(reason)")
  }
}

extension GitError {
  /// The problem as a person is told of it: a wrong ref is wrong usage.
  var problem: Problem {
    let code: String
    let verdict: Verdict
    switch self {
    case .unknownRef, .ambiguousRef, .notACommit: (code, verdict) = ("git.unknown-ref", .usage)
    case .libraryMissing: (code, verdict) = ("git.library-missing", .error)
    case .unsafeOwner: (code, verdict) = ("git.unsafe-owner", .error)
    default: (code, verdict) = ("git.failed", .error)
    }
    return Problem(code, description, hint: hint, verdict: verdict)
  }
}
