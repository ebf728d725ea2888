internal import Glibc
internal import PerfProbe
internal import Variants

/// Why the program could not do what it was asked.
enum PriceFailure: Error {
  case unknownKind(String)
  case noSubject
  case unknownSubject(String)
  case unexpected(String)
  case noValue(String)
  case badNumber(String, String, ClosedRange<UInt64>)
  case run(RunFailure)
  case result(ResultError)
  /// Standard output cannot be written.
  case output(code: Int32)

  var exitStatus: Int32 {
    switch self {
    case .run, .result, .output: 1
    default: 64
    }
  }
}

extension PriceFailure: CustomStringConvertible {
  var description: String {
    switch self {
    case .unknownKind(let name):
      "REFENGINE_PRICE cannot be '\(name)', it is one of "
        + PriceKind.allCases.map(\.rawValue).joined(separator: ", ")
    case .noSubject: "no scenario given; try 'refengine-prices --help'"
    case .unknownSubject(let name):
      "there is no scenario '\(name)', only baseline, x10, x100 and thirds"
    case .unexpected(let word): "unexpected word '\(word)'; try 'refengine-prices --help'"
    case .noValue(let option): "\(option) needs a value"
    case .badNumber(let name, let text, let range):
      "\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound), not '\(text)'"
    case .run(let failure): "\(failure)"
    case .result(let error): "\(error)"
    case .output(let code):
      "standard output: cannot write: \(String(cString: strerror(code)))"
    }
  }
}
