/// A connection to an engine with its operations.
final class LineChannel {
  private let stream: LineStream
  /// Operations sent on this channel and not answered.
  var open = 0

  init(_ stream: LineStream) { self.stream = stream }

  var reading: Int32 { stream.reading }
  var writing: Int32 { stream.writing }
  /// Whether nothing will be read any more.
  var hasEnded: Bool { stream.hasEnded }
  /// Whether bytes wait for room.
  var isWaiting: Bool { stream.isWaiting }

  /// Answers that arrived and were dropped, because they were not read fast enough.
  var overflow: Int { stream.overflow }

  /// Why an operation could not be sent, an errno; 0: all could.
  var sendFailure: Int32 { stream.sendFailure }

  /// Adds a request, to be flushed.
  func append(_ request: LoadRequest, _ number: Int) {
    LineProtocol.append(request, number, to: &stream.outgoing)
    open += 1
  }

  /// Writes as much as there is room for.
  func flush() { stream.flush() }

  /// Reads what is there, and tells each whole line.
  func read(_ tell: (LineProtocol.Line) -> Void) {
    stream.read { bytes in tell(bytes.map(LineProtocol.line) ?? .nonsense) }
  }

  /// Tells the engine that nothing more will come.
  func finishWriting() { stream.finishWriting() }
}
