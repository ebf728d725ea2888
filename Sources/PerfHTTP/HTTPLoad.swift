internal import CPerfHTTP

/// Many requests at once to a server on this machine, over a fixed number of connections that are
/// kept: libcurl's multi interface, with plain HTTP/1.1.
public struct HTTPLoad: ~Copyable {
  /// A request that is over.
  public struct Answer: Sendable, Hashable {
    /// The request's number.
    public var number: UInt64
    /// The answer's status; nil where there was no answer.
    public var status: Int?
  }

  private let load: OpaquePointer
  private let base: String

  /// Prepares requests to `http://127.0.0.1:PORT`.
  public init(port: UInt16, connections: Int) throws(HTTPError) {
    guard perf_http_is_available() != 0 else {
      throw .libraryMissing(reason: String(cString: perf_http_failure()))
    }
    guard let load = perf_http_load_new(connections) else {
      throw .libraryMissing(reason: "libcurl has no multi interface")
    }
    self.load = load
    base = "http://127.0.0.1:\(port)"
  }

  deinit { perf_http_load_free(load) }

  /// Starts a request, whose path and body are sent as they are; false if there is no connection for it.
  public func start(
    _ number: UInt64, method: String, path: String, body: [UInt8]?, timeoutMilliseconds: Int
  ) -> Bool {
    perf_http_load_start(
      load, number, method, base, path, body, body?.count ?? 0, timeoutMilliseconds) == 0
  }

  /// Moves data, and sleeps so long at most if there is none and no request is over.
  public func wait(milliseconds: Int) {
    perf_http_load_wait(load, Int32(clamping: milliseconds))
  }

  /// Takes a request that is over, or nil.
  public func take() -> Answer? {
    var number: UInt64 = 0
    var status = 0
    guard perf_http_load_take(load, &number, &status) != 0 else { return nil }
    return Answer(number: number, status: status == 0 ? nil : status)
  }
}
