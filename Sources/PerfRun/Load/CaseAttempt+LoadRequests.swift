internal import Glibc
internal import PerfFiles
internal import PerfLoad
internal import PerfModel

extension CaseAttempt {
  func badLoad(_ message: String, at word: Word?, hint: String) -> RunError {
    .badLoad(
      LoadMistake(
        message: message, hint: hint, position: word?.position ?? planned.declaration.position),
      caseName: planned.name)
  }

  func request(_ load: Load) throws(RunError) -> LoadRequest {
    guard let name = load.requests else { return LoadRequest(load.request, substitution) }
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try File.read(Path.join(context.planFolder, name))
    } catch {
      throw .file(error)
    }
    let lines = bytes.split(separator: 10).map(Array.init)
    guard !lines.isEmpty else { throw .noRequests(path: name, caseName: planned.name) }
    return .turns(lines)
  }

  /// Refuses lines that could not be sent as one.
  func checkLines(
    _ request: LoadRequest, _ load: Load, _ schedule: ArrivalSchedule
  ) throws(RunError) {
    let isUDP = load.connect?.hasPrefix("udp:") ?? false
    guard isUDP || fault?.link != nil else { return }
    let most = isUDP ? LoadRequest.longestDatagram : LoadRequest.longestLinkedLine
    let (bytes, operation) = request.longestLine(of: schedule.times.count)
    guard bytes > most else { return }
    let declaration = planned.declaration.load
    throw badLoad(
      "operation \(operation) has a line of \(bytes) bytes, and "
        + (isUDP ? "a datagram" : "a link") + " takes \(most)",
      at: (declaration?.values["requests"] ?? declaration?.values["request"])?.first,
      hint: "use shorter requests" + (isUDP ? ", or tcp:${port}" : ""))
  }

  /// Refuses to load somebody else's server: what is measured would not be the engine.
  func checkNobodyServes(_ address: SocketAddress) throws(RunError) {
    do throws(LoadFailure) {
      guard try address.refusal() == nil else { return }
    } catch {
      throw .cannotLoad(reason: error.description, caseName: planned.name)
    }
    throw .cannotLoad(
      reason: "another program already serves \(address); "
        + "end it, or let perfkit choose: connect: \"tcp:${port}\"", caseName: planned.name)
  }
}

extension LoadRequest {
  /// The request of a text in which `${n}` is the operation's number.
  fileprivate init(_ text: String, _ substitution: Substitution) {
    var pieces = [""]
    for part in (try? Template(text))?.parts ?? [] {
      switch part {
      case .text(let text): pieces[pieces.count - 1] += text
      case .name(LoadDeclaration.operationName, _): pieces.append("")
      case .name(let name, _): pieces[pieces.count - 1] += substitution.expand("${\(name)}")
      }
    }
    self = .pieces(pieces)
  }
}
