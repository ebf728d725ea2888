internal import CPerfYAML

/// libyaml's event parser over bytes that stay in place while it lives.
struct EventParser: ~Copyable {
  /// A place as libyaml counts it: the line from 1, the column from 0 in Unicode scalars.
  struct Mark {
    var line: Int
    var column: Int

    init(_ mark: yaml_mark_t) {
      line = Int(mark.line) + 1
      column = Int(mark.column)
    }
  }

  /// What the parser stopped at.
  struct Failure: Error {
    var problem: String
    var context: String
    var mark: Mark
    var contextMark: Mark
  }

  enum Kind {
    case start
    case streamEnd
    case documentEnd
    case alias(String)
    case scalar(String, plain: Bool)
    case sequenceStart
    case mappingStart
    case end
  }

  struct Event {
    var kind: Kind
    var anchor: String?
    var tag: String?
    var start: Mark
    var end: Mark
  }

  private let parser: UnsafeMutablePointer<yaml_parser_t>

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    parser = .allocate(capacity: 1)
    precondition(yaml_parser_initialize(parser) == 1, "out of memory")
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  mutating func next() throws(Failure) -> Event {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else {
      let state = parser.pointee
      throw Failure(
        problem: Self.text(state.problem) ?? "the text is not YAML",
        context: Self.text(state.context) ?? "", mark: Mark(state.problem_mark),
        contextMark: Mark(state.context_mark))
    }
    defer { yaml_event_delete(&event) }
    var result = Event(
      kind: .start, anchor: nil, tag: nil, start: Mark(event.start_mark),
      end: Mark(event.end_mark))
    switch event.type {
    case YAML_STREAM_END_EVENT: result.kind = .streamEnd
    case YAML_DOCUMENT_END_EVENT: result.kind = .documentEnd
    case YAML_ALIAS_EVENT: result.kind = .alias(Self.text(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let value = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      result.kind = .scalar(
        String(decoding: value, as: UTF8.self), plain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
      result.anchor = Self.text(scalar.anchor)
      result.tag = Self.text(scalar.tag)
    case YAML_SEQUENCE_START_EVENT:
      result.kind = .sequenceStart
      result.anchor = Self.text(event.data.sequence_start.anchor)
      result.tag = Self.text(event.data.sequence_start.tag)
    case YAML_MAPPING_START_EVENT:
      result.kind = .mappingStart
      result.anchor = Self.text(event.data.mapping_start.anchor)
      result.tag = Self.text(event.data.mapping_start.tag)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: result.kind = .end
    default: break
    }
    return result
  }

  private static func text(_ pointer: UnsafePointer<CChar>?) -> String? {
    pointer.map { String(cString: $0) }
  }

  private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    pointer.map { String(cString: $0) }
  }
}
