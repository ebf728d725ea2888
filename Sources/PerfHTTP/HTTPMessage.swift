/// One request.
public struct HTTPRequest: Sendable {
  /// What is sent.
  public enum Body: Sendable {
    /// Nothing.
    case none
    /// These bytes.
    case bytes([UInt8])
    /// A file, which is read while it is sent; `size` bytes of it.
    case file(path: String, size: Int)
    /// The same between other bytes, as in a form.
    case framed(head: [UInt8], path: String, size: Int, tail: [UInt8])

    /// The file, where there is one.
    var path: String? {
      switch self {
      case .none, .bytes: nil
      case .file(let path, _), .framed(_, let path, _, _): path
      }
    }
  }

  /// The method, such as `GET`.
  public var method: String
  /// The address: https, or http on this machine's own loopback.
  public var url: String
  /// Header fields.
  public var headers: [(name: String, value: String)]
  /// The body.
  public var body: Body

  /// Makes a request.
  public init(
    _ method: String, _ url: String, headers: [(name: String, value: String)] = [],
    body: Body = .none
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
  }
}

/// An answer, whatever its status.
public struct HTTPResponse: Sendable {
  /// The status, such as 200.
  public var status: Int
  /// Header fields, names in lower case.
  public var headers: [(name: String, value: String)]
  /// The body.
  public var body: [UInt8]

  /// Makes an answer.
  public init(status: Int, headers: [(name: String, value: String)], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The value of a header field, by its name in lower case.
  public func header(_ name: String) -> String? { headers.last { $0.name == name }?.value }
}

/// Why there is no answer.
public enum HTTPError: Error, Sendable, Hashable {
  /// libcurl is not installed, for the loader's `reason`.
  case libraryMissing(reason: String)
  /// The address is neither https nor http on loopback.
  case insecure(url: String)
  /// A header field holds a line break.
  case badHeader(name: String)
  /// The file to send cannot be read; `number` is the system's error number.
  case unreadable(path: String, number: Int32)
  /// The answer is larger than allowed.
  case tooLarge(limit: Int)
  /// The transfer was ended by the caller.
  case cancelled
  /// The server could not be reached, or the transfer broke.
  case transport(reason: String)
}

extension HTTPError: CustomStringConvertible {
  /// What went wrong, in one sentence without a full stop.
  public var description: String {
    switch self {
    case .libraryMissing(let reason): "libcurl could not be loaded: \(reason)"
    case .insecure(let url): "\(url) is not https"
    case .badHeader(let name): "the header field \(name) holds a line break"
    case .unreadable(let path, let number): "cannot read \(path) (error \(number))"
    case .tooLarge(let limit): "the answer is larger than \(limit) bytes"
    case .cancelled: "the transfer was interrupted"
    case .transport(let reason): reason
    }
  }

  /// What the user can do about it, or nil.
  public var hint: String? {
    if case .libraryMissing = self { return "apt-get install libcurl4" }
    return nil
  }
}
