/// Builds the tree of one document from events and stops at the first thing that is not wanted.
struct TreeBuilder: ~Copyable {
  private var events: EventParser
  private var columns: LineColumns
  private let source: SourceText
  private let limits: YAMLLimits
  private var nodes = 0
  /// How many mistakes are kept, each with its line.
  private static let mostMistakes = 20
  /// Mistakes that leave the tree usable: keys that are there twice, of which the first counts.
  private(set) var mistakes: [YAMLError] = []
  /// Where the document ended.
  private(set) var end: EventParser.Mark?

  init(_ source: SourceText, bytes: UnsafeBufferPointer<UInt8>, limits: YAMLLimits) {
    self.source = source
    self.limits = limits
    events = EventParser(bytes)
    columns = LineColumns(source)
  }

  /// The root of the document.
  mutating func document() throws(YAMLError) -> YAMLNode {
    var event = try next()
    while case .start = event.kind { event = try next() }
    if case .streamEnd = event.kind {
      throw source.error(.empty, at: YAMLPosition(line: 1, column: 1))
    }
    let root = try node(event, depth: 0)
    end = try next().end
    return root
  }

  private mutating func next() throws(YAMLError) -> EventParser.Event {
    do throws(EventParser.Failure) {
      return try events.next()
    } catch {
      let mistake = SyntaxMistake(error, in: source, columns: &columns)
      throw source.error(.syntax(mistake.syntax), at: mistake.position)
    }
  }

  private mutating func node(_ event: EventParser.Event, depth: Int) throws(YAMLError) -> YAMLNode {
    var position = columns.position(from: event.start, to: event.end)
    nodes += 1
    try check(event, at: position)
    switch event.kind {
    case .scalar(let text, let plain):
      guard !text.utf8.contains(0) else { throw source.error(.character(0), at: position) }
      let scalar = YAMLScalar(text: text, style: plain ? .plain : .quoted)
      return YAMLNode(content: .scalar(scalar), position: position)
    case .sequenceStart, .mappingStart:
      position.length = 1
      guard depth < limits.depth else {
        throw source.error(.tooDeep(limit: limits.depth), at: position)
      }
      if case .mappingStart = event.kind {
        return YAMLNode(content: .mapping(try pairs(depth: depth + 1)), position: position)
      }
      return YAMLNode(content: .sequence(try elements(depth: depth + 1)), position: position)
    case .alias, .start, .streamEnd, .documentEnd, .end:
      throw source.error(.syntax(.other("a value is expected here")), at: position)
    }
  }

  private func check(_ event: EventParser.Event, at position: YAMLPosition) throws(YAMLError) {
    guard nodes <= limits.nodes else {
      throw source.error(.tooManyNodes(limit: limits.nodes), at: position)
    }
    var start = position
    start.length = 1
    if case .alias(let name) = event.kind { throw source.error(.alias(name), at: position) }
    if let name = event.anchor { throw source.error(.anchor(name), at: start) }
    if let name = event.tag { throw source.error(.tag(name), at: start) }
  }

  private mutating func elements(depth: Int) throws(YAMLError) -> [YAMLNode] {
    var result: [YAMLNode] = []
    while true {
      let event = try next()
      if case .end = event.kind { return result }
      result.append(try node(event, depth: depth))
    }
  }

  private mutating func pairs(depth: Int) throws(YAMLError) -> [YAMLPair] {
    var result: [YAMLPair] = []
    var places: [String: YAMLPosition] = [:]
    while true {
      let event = try next()
      if case .end = event.kind { return result }
      let key = try node(event, depth: depth)
      guard let scalar = key.scalar, !scalar.isAbsent else {
        throw source.error(.keyNotText, at: key.position)
      }
      if scalar.text == "<<" && scalar.style == .plain {
        throw source.error(.mergeKey, at: key.position)
      }
      let value = try node(try next(), depth: depth)
      if let first = places[scalar.text] {
        if mistakes.count < Self.mostMistakes {
          mistakes.append(
            source.error(.duplicateKey(scalar.text, first: first), at: key.position))
        }
        continue
      }
      places[scalar.text] = key.position
      result.append(YAMLPair(key: scalar.text, position: key.position, value: value))
    }
  }
}
