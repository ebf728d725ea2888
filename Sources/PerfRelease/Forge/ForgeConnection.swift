internal import PerfHTTP
internal import PerfJSON

/// Requests to one forge's API: the token in a header, bounded retries, no secret in any text.
struct ForgeConnection: Sendable {
  /// The API's address, without a slash at its end.
  let address: String
  /// How the token is sent.
  let token: (name: String, value: String)
  /// Further header fields of every request.
  let headers: [(name: String, value: String)]
  /// Other servers that the token may go to, as scheme and name.
  let friends: Set<String>
  /// Waits some seconds before a request is repeated.
  let wait: @Sendable (Int) -> Void
  private let client = HTTPClient()

  private static let attempts = 4
  private static let longestWait = 60

  init(
    address: String, token: (name: String, value: String),
    headers: [(name: String, value: String)] = [], friends: Set<String> = [],
    wait: @escaping @Sendable (Int) -> Void
  ) {
    self.address = address
    self.token = token
    self.headers = headers
    self.friends = friends
    self.wait = wait
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
  /// way to it, as late as `Retry-After` says, within bounds.
  func send(
    _ method: String, _ path: String, body: HTTPRequest.Body = .none, type: String? = nil,
    accepted: Set<Int> = [], to operation: String, progress: (Int) -> Void = { _ in }
  ) throws(ForgeError) -> Answer {
    var fields = headers + [token, ("User-Agent", "perfkit")]
    if let type { fields.append(("Content-Type", type)) }
    let url = path.hasPrefix("/") ? address + path : path
    let host = Self.host(of: url)
    guard host == Self.host(of: address) || friends.contains(String(host)) else {
      throw .redirected(operation: operation, location: url)
    }
    let request = HTTPRequest(method, url, headers: fields, body: body)
    for attempt in 1... {
      let isLast = attempt >= Self.attempts || method == "POST"
      switch Self.result(client, request, progress) {
      case .success(let response):
        if response.status < 300 || accepted.contains(response.status) {
          return try answer(response, operation)
        }
        if isLast || !Self.isTemporary(response) { throw refusal(response, operation) }
        wait(Self.delay(response, attempt))
      case .failure(let error):
        guard !isLast, case .transport = error else {
          throw .noAnswer(operation: operation, error)
        }
        wait(attempt)
      }
    }
    throw .unexpected(operation: operation, member: "answer")
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
    while let page = next {
      let answer = try send("GET", page, to: operation)
      guard let found = answer.json.elements else {
        throw .unexpected(operation: operation, member: "list")
      }
      elements += found
      next = answer.next
    }
    return elements
  }

  private static func result(
    _ client: HTTPClient, _ request: HTTPRequest, _ progress: (Int) -> Void
  ) -> Result<HTTPResponse, HTTPError> {
    Result { () throws(HTTPError) in
      try client.send(request) { sent, _ in
        progress(sent)
        return true
      }
    }
  }

  private static func isTemporary(_ response: HTTPResponse) -> Bool {
    response.status == 429 || response.status >= 500
      || response.status == 403 && response.header("retry-after") != nil
  }

  private static func delay(_ response: HTTPResponse, _ attempt: Int) -> Int {
    min(longestWait, response.header("retry-after").flatMap { Int($0) } ?? attempt)
  }

  private func answer(
    _ response: HTTPResponse, _ operation: String
  ) throws(ForgeError) -> Answer {
    var json = JSON.null
    if !response.body.isEmpty {
      guard let value = try? JSON.parse(response.body) else {
        throw .unexpected(operation: operation, member: "JSON")
      }
      json = value
    }
    return Answer(
      status: response.status, json: json, next: response.header("link").flatMap(Self.nextPage))
  }

  /// The address of relation `next` in a Link header (RFC 8288).
  static func nextPage(_ link: String) -> String? {
    for part in link.split(separator: ",") where part.contains("rel=\"next\"") {
      guard let start = part.firstIndex(of: "<"), let end = part.firstIndex(of: ">") else {
        continue
      }
      return String(part[part.index(after: start)..<end])
    }
    return nil
  }

  private func refusal(_ response: HTTPResponse, _ operation: String) -> ForgeError {
    if (300..<400).contains(response.status) {
      return .redirected(operation: operation, location: response.header("location") ?? "nowhere")
    }
    let json = try? JSON.parse(response.body)
    let details = (json?["errors"]?.elements ?? []).compactMap {
      $0["code"]?.text ?? $0["message"]?.text
    }
    let message = json?["message"]?.text ?? json?["error"]?.text ?? ""
    let text = ([message] + details).filter { !$0.isEmpty }.joined(separator: ", ")
    let secret = token.value.split(separator: " ").last.map(String.init) ?? token.value
    return .refused(
      operation: operation, status: response.status,
      message: secret.isEmpty ? text : text.replacing(secret, with: "***"))
  }

  /// Scheme, name and port of an address.
  static func host(of url: String) -> Substring {
    let parts = url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    return parts.count > 2 ? url[..<parts[2].endIndex] : ""
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
