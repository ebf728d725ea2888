internal import Glibc
internal import Journal
internal import MarketData
internal import OrderBook
internal import PerfProbe
internal import Variants

/// Why the program could not do what it was asked.
enum Failure: Error {
  case usage(UsageError)
  /// A system call failed on a file.
  case file(String, doing: String, code: Int32)
  /// The file has more records than a stream may have.
  case tooLong(String)
  /// So many bytes of memory cannot be had.
  case noMemory(Int)
  /// The file is a device or a pipe, which cannot be replaced at one stroke.
  case notRegular(String)
  case stream(String, StreamError)
  /// The book refused a message in a timed pass although it had taken it before.
  case rejected(OrderRejection)
  /// The result table could not be written.
  case result(ResultError)
  /// Two passes over the same messages ended differently.
  case digestsDiffer(TradeDigest, TradeDigest)
  /// Two passes of the exchange over the same messages ended differently.
  case reportsDiffer(ReportDigest, ReportDigest)
  /// The audit of a file found violations.
  case violated(String, [String])
  /// The journal cannot be written or read.
  case journal(JournalError)
  /// The stream has fewer operations than the journal.
  case shortStream(String, operations: Int, recovered: UInt64)
  /// The two books differ on a random stream, of which these messages are enough.
  case booksDiffer(seed: UInt64, String, messages: [OrderMessage])
  /// `REFENGINE_VARIANT` names none.
  case unknownVariant(String, known: [String])
  /// A variant could not do its work.
  case variant(RunFailure)

  var exitStatus: Int32 {
    switch self {
    case .usage, .unknownVariant: 64
    default: 1
    }
  }
}

extension Failure: CustomStringConvertible {
  var description: String {
    switch self {
    case .usage(let error): "\(error)"
    case .file(let path, let action, let code):
      "\(path): cannot \(action): \(String(cString: strerror(code)))"
    case .tooLong(let path):
      "\(path): has more than \(GenerateCommand.mostRecords) records, the most of a stream"
    case .noMemory(let bytes):
      "this needs about \(bytes >> 20) MiB of memory, which cannot be had; "
        + "take fewer messages or free some memory"
    case .notRegular(let path): "\(path): not a regular file"
    case .stream(let path, let error): "\(path): \(error)"
    case .rejected(let rejection): "a repeated pass ended differently: \(rejection)"
    case .result(let error): "\(error)"
    case .digestsDiffer(let first, let second):
      "two passes over the same messages differ: trade digest \(first), then \(second)"
    case .reportsDiffer(let first, let second):
      "two passes over the same messages differ: report digest \(first), then \(second)"
    case .violated(let path, let invariants):
      "\(path): violated: \(invariants.joined(separator: ", "))"
    case .unknownVariant(let name, let known):
      "REFENGINE_VARIANT cannot be '\(name)', it is one of \(known.joined(separator: ", "))"
        + (nearest(to: name, among: known).map { "; did you mean '\($0)'?" } ?? "")
    case .variant(let failure): "\(failure)"
    case .journal(let error): "\(error)"
    case .shortStream(let path, let operations, let recovered):
      "\(path): has \(operations) operations, but the journal has \(recovered): another stream"
    case .booksDiffer(let seed, let difference, let messages):
      "the books differ on random stream \(seed): \(difference)\nThe messages that show it:\n"
        + messages.map { "  \($0.kind) \($0.side) \($0.id) @\($0.price) x\($0.quantity)\n" }
        .joined()
    }
  }
}
