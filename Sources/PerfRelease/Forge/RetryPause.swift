internal import PerfHTTP

/// How long a forge wants to be left alone.
struct RetryPause {
  /// Seconds from now.
  let seconds: Int

  static let longest = 60

  /// Whether a person should rather come back later.
  var isTooLong: Bool { seconds > Self.longest }

  /// What an answer asks for; nil if it is no refusal because of a rate.
  ///
  /// `Retry-After` counts before GitHub's time of the next allowance.
  init?(of response: HTTPResponse, now: Int) {
    let after = response.header("retry-after").flatMap { Int($0) }
    switch response.status {
    case 429: break
    case 503 where after != nil: break
    case 403 where after != nil || response.header("x-ratelimit-remaining") == "0": break
    default: return nil
    }
    let reset = response.header("x-ratelimit-reset").flatMap { Int($0) }
    seconds = max(1, after ?? reset.map { $0 - now } ?? 1)
  }
}
