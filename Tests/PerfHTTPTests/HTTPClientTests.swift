import Glibc
import PerfHTTP
import Testing

@Suite struct HTTPClientTests {
  private func answer(_ status: String, _ body: String = "", _ headers: String = "") -> String {
    "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\(headers)\r\n"
      + body
  }

  private func url(_ server: LoopbackServer, _ path: String = "/") -> String {
    "http://127.0.0.1:\(server.port)\(path)"
  }

  @Test func anAnswerHasStatusHeadersAndBody() throws {
    let server = try LoopbackServer(answers: [answer("404 Not Found", "{}", "X-One: a:b\r\n")])
    let response = try HTTPClient().send(
      HTTPRequest("GET", url(server, "/a?b=c"), headers: [("Accept", "text/x"), ("X-T", "v")]))
    #expect(response.status == 404 && response.body == Array("{}".utf8))
    #expect(response.header("x-one") == "a:b" && response.header("x-two") == nil)
    let asked = server.finish()[0]
    #expect(asked.hasPrefix("GET /a?b=c HTTP/1.1\r\n"))
    #expect(asked.contains("Accept: text/x\r\n") && asked.contains("X-T: v\r\n"))
  }

  @Test(arguments: [("POST", "body"), ("PATCH", "{\"draft\":false}"), ("POST", "")])
  func bytesAreSent(_ method: String, _ body: String) throws {
    let server = try LoopbackServer(answers: [answer("201 Created")])
    let response = try HTTPClient().send(
      HTTPRequest(method, url(server), body: .bytes(Array(body.utf8))))
    #expect(response.status == 201 && response.body.isEmpty)
    let asked = server.finish()[0]
    #expect(asked.hasPrefix(method + " / ") && asked.hasSuffix("\r\n\r\n" + body))
    #expect(!asked.contains("Expect:"))
  }

  @Test func aFileIsSentAndItsProgressTold() throws {
    let path = "/tmp/perfhttp-\(getpid()).bin"
    let text = String(repeating: "0123456789", count: 200_00)
    let file = try #require(fopen(path, "w"))
    fputs(text, file)
    fclose(file)
    defer { unlink(path) }
    let server = try LoopbackServer(answers: [answer("201 Created")])
    var told: [Int] = []
    _ = try HTTPClient().send(
      HTTPRequest(
        "POST", url(server), headers: [("Content-Type", "application/gzip")],
        body: .file(path: path, size: text.utf8.count)),
      progress: { sent, _ in
        told.append(sent)
        return true
      })
    #expect(server.finish()[0].hasSuffix("\r\n\r\n" + text))
    #expect(told.last == text.utf8.count)
  }

  @Test func aFileIsSentBetweenOtherBytesAndNotShorterThanSaid() throws {
    let path = "/tmp/perfhttp-framed-\(getpid()).bin"
    let text = String(repeating: "0123456789", count: 200_00)
    let file = try #require(fopen(path, "w"))
    fputs(text, file)
    fclose(file)
    defer { unlink(path) }
    func body(_ size: Int, _ tail: String = " tail") -> HTTPRequest.Body {
      .framed(head: Array("head ".utf8), path: path, size: size, tail: Array(tail.utf8))
    }
    let server = try LoopbackServer(answers: [answer("201 Created"), answer("201 Created")])
    for tail in [" tail", ""] {
      _ = try HTTPClient().send(
        HTTPRequest("POST", url(server), body: body(text.utf8.count, tail)))
    }
    let asked = server.finish()
    #expect(asked[0].hasSuffix("\r\n\r\nhead \(text) tail"))
    #expect(asked[1].hasSuffix("\r\n\r\nhead \(text)"))
    let other = try LoopbackServer(answers: [answer("201 Created")])
    #expect(throws: HTTPError.self) {
      try HTTPClient().send(HTTPRequest("POST", url(other), body: body(text.utf8.count + 1)))
    }
  }

  @Test func aLargeBodyIsTakenInPiecesAndNotKept() throws {
    let text = String(repeating: "0123456789", count: 200_00)
    let server = try LoopbackServer(answers: [answer("200 OK", text), answer("404 No", "gone")])
    var taken: [UInt8] = []
    let response = try HTTPClient().send(HTTPRequest("GET", url(server)), take: { taken += $0 })
    #expect(response.status == 200 && response.body.isEmpty)
    #expect(String(decoding: taken, as: UTF8.self) == text)
    taken = []
    let missing = try HTTPClient().send(HTTPRequest("GET", url(server)), take: { taken += $0 })
    #expect(missing.status == 404 && missing.body == Array("gone".utf8) && taken.isEmpty)
    _ = server.finish()
  }

  @Test func redirectsAreAnswers() throws {
    let server = try LoopbackServer(
      answers: [answer("302 Found", "", "Location: http://127.0.0.1:1/\r\n")])
    let response = try HTTPClient().send(
      HTTPRequest("GET", url(server), headers: [("Authorization", "Bearer x")]))
    #expect(response.status == 302 && response.header("location") == "http://127.0.0.1:1/")
    #expect(server.finish().count == 1)
  }

  @Test(arguments: [
    "http://example.com/", "ftp://127.0.0.1/", "file:///etc/passwd",
    "http://127.0.0.1.example.com/",
    "http://localhost@example.com/", "",
  ])
  func onlyHttpsLeavesTheMachine(_ url: String) throws {
    let error = #expect(throws: HTTPError.self) { try HTTPClient().send(HTTPRequest("GET", url)) }
    #expect(error == .insecure(url: url))
    #expect(error?.description == "\(url) is not https")
  }

  @Test func headersCannotBeInjected() throws {
    let request = HTTPRequest("GET", "http://127.0.0.1:1/", headers: [("X", "a\r\nY: b")])
    #expect(throws: HTTPError.badHeader(name: "X")) { try HTTPClient().send(request) }
  }

  @Test func aServerThatIsNotThereIsAnError() throws {
    let server = try LoopbackServer(answers: [])
    let url = url(server)
    _ = server.finish()
    let error = #expect(throws: HTTPError.self) { try HTTPClient().send(HTTPRequest("GET", url)) }
    #expect(error?.description.contains("onnect") == true)
  }

  @Test func aTornAnswerIsAnError() throws {
    let server = try LoopbackServer(answers: ["HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"])
    #expect(throws: HTTPError.self) { try HTTPClient().send(HTTPRequest("GET", url(server))) }
    _ = server.finish()
  }

  @Test func largeAnswersAreRefused() throws {
    let server = try LoopbackServer(answers: [answer("200 OK", "0123456789")])
    var client = HTTPClient()
    client.largestAnswer = 9
    #expect(throws: HTTPError.tooLarge(limit: 9)) {
      try client.send(HTTPRequest("GET", url(server)))
    }
    _ = server.finish()
  }

  @Test func filesThatCannotBeReadAreNamed() throws {
    let request = HTTPRequest(
      "POST", "http://127.0.0.1:1/", body: .file(path: "/tmp/none/none", size: 1))
    #expect(throws: HTTPError.unreadable(path: "/tmp/none/none", number: ENOENT)) {
      try HTTPClient().send(request)
    }
  }

  @Test func theCallerCanEndATransfer() throws {
    let server = try LoopbackServer(answers: [answer("200 OK", "x")])
    #expect(throws: HTTPError.cancelled) {
      try HTTPClient().send(HTTPRequest("GET", url(server)), progress: { _, _ in false })
    }
    _ = try? HTTPClient().send(HTTPRequest("GET", url(server)))
    _ = server.finish()
  }
}
