internal import CPerfHTTP
internal import Glibc

/// Sends requests by libcurl, which is loaded on first use.
///
/// Certificates are always checked; redirects are answers like others, never followed, so that no
/// token reaches another host.
public struct HTTPClient: Sendable {
  /// The time in which a connection must stand, in milliseconds.
  public var connectTimeout = 15_000
  /// Seconds without a byte after which a transfer ends.
  public var stallTimeout = 60
  /// The largest body taken of an answer, in bytes.
  public var largestAnswer = 16 << 20

  /// Makes a client with the standard limits.
  public init() {}

  /// Sends a request; `progress` is told how many bytes of how many were sent, and ends the
  /// transfer by returning false.
  ///
  /// Where there is a `take`, it is given the body of a successful answer, piece by piece, and the
  /// response has none.
  public func send(
    _ request: HTTPRequest, progress: (_ sent: Int, _ total: Int) -> Bool = { _, _ in true },
    take: ((_ piece: UnsafeRawBufferPointer) -> Void)? = nil
  ) throws(HTTPError) -> HTTPResponse {
    guard perf_http_is_available() != 0 else {
      throw .libraryMissing(reason: String(cString: perf_http_failure()))
    }
    let isLocal = Self.isLoopback(request.url)
    guard request.url.hasPrefix("https://") || isLocal else { throw .insecure(url: request.url) }
    for (name, value) in request.headers where (name + value).utf8.contains(where: { $0 < 32 }) {
      throw .badHeader(name: name)
    }
    return try Self.withFile(of: request.body) { file throws(HTTPError) in
      try withoutActuallyEscaping(progress) { progress throws(HTTPError) in
        let transfer = Transfer(limit: largestAnswer, progress: progress, take: take)
        return try perform(request, file: file, isLocal: isLocal, transfer)
      }
    }
  }

  /// Whether an address is plain http on this machine.
  static func isLoopback(_ url: String) -> Bool {
    ["http://127.0.0.1", "http://[::1]", "http://localhost"].contains { prefix in
      url.hasPrefix(prefix)
        && [":", "/", nil].contains(url.dropFirst(prefix.count).first.map(String.init))
    }
  }

  private static func withFile<R>(
    of body: HTTPRequest.Body, _ work: (Int32) throws(HTTPError) -> R
  ) throws(HTTPError) -> R {
    guard let path = body.path else { return try work(-1) }
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { throw .unreadable(path: path, number: errno) }
    defer { close(file) }
    return try work(file)
  }

  private func perform(
    _ request: HTTPRequest, file: Int32, isLocal: Bool, _ transfer: Transfer
  ) throws(HTTPError) -> HTTPResponse {
    var bytes: [UInt8] = []
    var tail: [UInt8] = []
    var size = 0
    switch request.body {
    case .none: break
    case .bytes(let content): (bytes, size) = (content, content.count)
    case .file(_, let length): size = length
    case .framed(let head, _, let length, let end): (bytes, size, tail) = (head, length, end)
    }
    let hasBytes = if case .bytes = request.body { true } else { false }
    var lines = request.headers.map { strdup("\($0.name): \($0.value)") }
    lines.append(nil)
    defer { for line in lines { free(line) } }
    var status = 0
    var reason = [CChar](repeating: 0, count: 512)
    // One byte more, so that an empty body has an address, too.
    let code = (bytes + tail + [0]).withUnsafeBufferPointer { content in
      lines.map { UnsafePointer($0) }.withUnsafeBufferPointer { headers in
        request.method.withCString { method in
          request.url.withCString { url in
            var call = perf_http_request(
              method: method, url: url, headers: headers.baseAddress,
              body: hasBytes ? content.baseAddress : nil, file: file, size: Int64(size),
              head: content.baseAddress, head_size: hasBytes ? 0 : Int64(bytes.count),
              tail: content.baseAddress.map { $0 + bytes.count }, tail_size: Int64(tail.count),
              connect_timeout_ms: connectTimeout, stall_seconds: stallTimeout,
              allow_plain: isLocal ? 1 : 0,
              context: Unmanaged.passUnretained(transfer).toOpaque(),
              take_body: { context, bytes, count in
                Transfer.of(context).takeBody(bytes, count)
              },
              take_header: { context, bytes, count in
                Transfer.of(context).takeHeader(bytes, count)
              },
              progress: { context, sent, total in Transfer.of(context).report(sent, total) })
            return perf_http_perform(&call, &status, &reason, reason.count)
          }
        }
      }
    }
    if transfer.isTooLarge { throw .tooLarge(limit: largestAnswer) }
    if transfer.isCancelled { throw .cancelled }
    guard code == 0 else {
      throw .transport(
        reason: String(
          decoding: reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }
    return HTTPResponse(status: status, headers: transfer.headers, body: transfer.body)
  }
}

/// What libcurl's callbacks gather of one transfer.
private final class Transfer {
  private let limit: Int
  private let progress: (Int, Int) -> Bool
  private let take: ((UnsafeRawBufferPointer) -> Void)?
  private var isSuccess = false
  private var size = 0
  var headers: [(name: String, value: String)] = []
  var body: [UInt8] = []
  var isTooLarge = false
  var isCancelled = false

  init(
    limit: Int, progress: @escaping (Int, Int) -> Bool,
    take: ((UnsafeRawBufferPointer) -> Void)?
  ) {
    self.limit = limit
    self.progress = progress
    self.take = take
  }

  static func of(_ context: UnsafeMutableRawPointer?) -> Transfer {
    guard let context else { preconditionFailure("libcurl lost its context") }
    return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
  }

  func takeBody(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    size += count
    isTooLarge = size > limit
    guard !isTooLarge else { return 0 }
    if isSuccess, let take {
      take(UnsafeRawBufferPointer(start: bytes, count: count))
    } else {
      body += UnsafeBufferPointer(start: bytes, count: count)
    }
    return 1
  }

  func takeHeader(_ bytes: UnsafePointer<UInt8>?, _ count: Int) {
    let line = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    if line.hasPrefix("HTTP/") {
      headers = []
      isSuccess = line.split(separator: " ").dropFirst().first?.hasPrefix("2") == true
    }
    guard let colon = line.firstIndex(of: ":") else { return }
    let value = line[line.index(after: colon)...].drop { $0 == " " }
    headers.append(
      (line[..<colon].lowercased(), String(value.prefix { !$0.isNewline })))
  }

  func report(_ sent: Int64, _ total: Int64) -> Int32 {
    isCancelled = !progress(Int(sent), Int(total))
    return isCancelled ? 0 : 1
  }
}
