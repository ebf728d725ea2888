internal import Glibc
internal import PerfHTTP
internal import PerfJSON

/// Requests to one forge's API: the token in a header, bounded retries, no secret in any text.
struct ForgeConnection: Sendable {
  let access: ForgeAccess
  /// How the token is sent.
  private let token: (name: String, value: String)
  /// Further header fields of every request.
  private let headers: [(name: String, value: String)]
  /// Other servers that the token may go to, as scheme and name.
  private let friends: Set<String>
  private let client = HTTPClient()

  private static let attempts = 4
  private static let mostPages = 1000
  private static let mostRedirects = 3

  init(
    _ access: ForgeAccess, token: (name: String, value: String),
    headers: [(name: String, value: String)] = [], friends: Set<String> = []
  ) {
    self.access = access
    self.token = token
    self.headers = headers
    self.friends = friends
  }

  /// What a request brings.
  struct Answer {
    var status: Int
    var json: JSON
    /// The address of the next page.
    var next: String?
  }

  /// Sends a request; any status from 300 on is an error, save those in `accepted`.
  ///
  /// Methods that change nothing when repeated are repeated after a failure of the server or of the
  /// way to it, as late as the server says, within bounds.
  func send(
    _ method: String, _ path: String, body: HTTPRequest.Body = .none, type: String? = nil,
    accepted: Set<Int> = [], to operation: String, progress: (Int) -> Void = { _ in }
  ) throws(ForgeError) -> Answer {
    let url = path.hasPrefix("/") ? access.address + path : path
    guard isTrusted(url) else {
      throw .redirected(operation: operation, location: shown(url))
    }
    var fields = [token] + headers
    if let type { fields.append(("Content-Type", type)) }
    let response = try response(
      method, url, fields, body: body, accepted: accepted, operation, progress)
    var json = JSON.null
    if !response.body.isEmpty {
      if let value = try? JSON.parse(response.body) {
        json = value
      } else if response.status < 300 {
        throw .unexpected(operation: operation, member: "JSON")
      }
    }
    return Answer(
      status: response.status, json: json, next: response.header("link").flatMap(Self.nextPage))
  }

  /// Sends JSON.
  func send(
    _ method: String, _ path: String, json: JSON, to operation: String
  ) throws(ForgeError) -> Answer {
    try send(
      method, path, body: .bytes(Array(json.document.utf8)), type: "application/json",
      to: operation)
  }

  /// The elements of all pages of a list.
  func list(_ path: String, to operation: String) throws(ForgeError) -> [JSON] {
    var elements: [JSON] = []
    var next: String? = path
    var pages = 0
    while let page = next {
      pages += 1
      let answer = try send("GET", page, to: operation)
      guard pages <= Self.mostPages, let found = answer.json.elements else {
        throw .unexpected(operation: operation, member: "list")
      }
      elements += found
      next = answer.next
    }
    return elements
  }

  /// The file at an address, which may send to another one: that does not get the token.
  func download(
    _ path: String, size: Int, to operation: String, progress: @escaping (Int) -> Void
  ) throws(ForgeError) -> ArrivedFile {
    let file = ArrivingFile(progress: progress)
    var url = path.hasPrefix("/") ? access.address + path : path
    for hop in 0...Self.mostRedirects {
      let credentials = hop == 0 && isTrusted(url) ? [token] : []
      let fields = credentials + [("Accept", "application/octet-stream")]
      let answer = try response(
        "GET", url, fields, accepted: [301, 302, 303, 307, 308], operation, { _ in },
        into: file, largest: size + 1)
      guard answer.status >= 300 else { return try file.finish() }
      guard let location = answer.header("location") else { break }
      url = location.hasPrefix("/") ? Self.host(of: url) + location : location
    }
    throw .redirected(operation: operation, location: shown(url))
  }

  private func response(
    _ method: String, _ url: String, _ fields: [(name: String, value: String)],
    body: HTTPRequest.Body = .none, accepted: Set<Int>, _ operation: String,
    _ progress: (Int) -> Void, into file: ArrivingFile? = nil, largest: Int = 0
  ) throws(ForgeError) -> HTTPResponse {
    var client = client
    client.largestAnswer = max(largest, client.largestAnswer)
    let request = HTTPRequest(
      method, url, headers: fields + [("User-Agent", "perfkit")], body: body)
    for attempt in 1...Self.attempts {
      let isLast = attempt == Self.attempts || ["POST", "PUT"].contains(method)
      switch result(client, request, progress, file) {
      case .success(let response):
        if response.status < 300 || accepted.contains(response.status) { return response }
        let pause = RetryPause(of: response, now: time(nil))
        let isTemporary = response.status >= 500 || pause != nil
        if isLast || !isTemporary || pause?.isTooLong == true {
          throw refusal(response, operation, pause)
        }
        access.wait(pause?.seconds ?? attempt)
      case .failure(let error):
        guard !isLast, case .transport = error else {
          throw .noAnswer(operation: operation, error)
        }
        access.wait(attempt)
      }
    }
    throw .unexpected(operation: operation, member: "answer")
  }

  private func result(
    _ client: HTTPClient, _ request: HTTPRequest, _ progress: (Int) -> Void, _ file: ArrivingFile?
  ) -> Result<HTTPResponse, HTTPError> {
    guard !access.isCancelled() else { return .failure(.cancelled) }
    file?.begin()
    return Result { () throws(HTTPError) in
      try client.send(
        request,
        progress: { sent, _ in
          progress(sent)
          return !access.isCancelled()
        }, take: file.map { file in { file.take($0) } })
    }
  }

  /// The address of relation `next` in a Link header (RFC 8288).
  private static func nextPage(_ link: String) -> String? {
    for part in link.split(separator: ",") where part.contains("rel=\"next\"") {
      guard let start = part.firstIndex(of: "<"), let end = part.firstIndex(of: ">") else {
        continue
      }
      return String(part[part.index(after: start)..<end])
    }
    return nil
  }

  private func refusal(
    _ response: HTTPResponse, _ operation: String, _ pause: RetryPause?
  ) -> ForgeError {
    if (300..<400).contains(response.status) {
      return .redirected(
        operation: operation, location: shown(response.header("location") ?? "nowhere"))
    }
    let json = try? JSON.parse(response.body)
    let details = (json?["errors"]?.elements ?? []).compactMap {
      $0["code"]?.text ?? $0["message"]?.text
    }
    let message = json?["message"]?.text ?? json?["error"]?.text ?? ""
    return .refused(
      operation: operation, status: response.status,
      message: shown(([message] + details).filter { !$0.isEmpty }.joined(separator: ", ")),
      retryAfter: pause?.seconds)
  }

  /// A text of the forge as it may be shown: short, without the token and control characters.
  private func shown(_ text: String) -> String {
    let text = access.token.isEmpty ? text : text.replacing(access.token, with: "***")
    return String(text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.prefix(500))
  }

  /// Whether the token may go to an address.
  private func isTrusted(_ url: String) -> Bool {
    let host = Self.host(of: url)
    return host == Self.host(of: access.address) || friends.contains(host)
  }

  /// Scheme, name and port of an address.
  private static func host(of url: String) -> String {
    let parts = url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    return parts.count > 2 ? String(url[..<parts[2].endIndex]) : ""
  }
}

extension String {
  fileprivate init(_ scalars: ArraySlice<Unicode.Scalar>) {
    var view = UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}

extension JSON {
  /// A member that an answer must have.
  func member<T>(
    _ name: String, of operation: String, _ read: (JSON) -> T?
  ) throws(ForgeError) -> T {
    guard let value = self[name].flatMap(read) else {
      throw .unexpected(operation: operation, member: name)
    }
    return value
  }
}
