/// What a command concluded; every verdict has one exit status (contract of exit codes).
public enum Verdict: String, Sendable, Hashable, CaseIterable {
  case pass
  case improved
  case warn
  case error
  case fail
  case missing
  case inconclusive
  case incorrect
  case notComparable = "not-comparable"
  case refused
  case usage
  case interrupted

  /// The exit status of a process that ends with this verdict; an interruption adds its signal.
  public func exitStatus(signal: Int32 = 2) -> Int32 {
    switch self {
    case .pass, .improved, .warn: 0
    case .error: 1
    case .fail: 2
    case .missing, .inconclusive: 3
    case .incorrect: 4
    case .notComparable: 5
    case .refused: 6
    case .usage: 64
    case .interrupted: signal == 2 ? 130 : 143
    }
  }

  /// How bad a verdict is among those of one suite; the worst one is the suite's.
  public var severity: Int {
    switch self {
    case .pass: 0
    case .improved: 1
    case .warn: 2
    case .inconclusive: 3
    case .missing: 4
    case .fail: 5
    case .notComparable: 6
    case .incorrect: 7
    case .refused: 8
    case .error: 9
    case .usage: 10
    case .interrupted: 11
    }
  }
}

extension Sequence where Element == Verdict {
  /// The worst verdict, or `pass` of an empty sequence.
  public var worst: Verdict { self.max { $0.severity < $1.severity } ?? .pass }
}
