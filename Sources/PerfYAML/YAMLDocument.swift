/// A YAML file with one document, read into a tree in which every key and value has its place.
///
/// It reads what people write in configuration files and refuses the rest of YAML: anchors and
/// aliases, tags, merge keys, directives, several documents. Scalars stay text.
public struct YAMLDocument: Sendable {
  /// The document's value.
  public let root: YAMLNode
  /// Mistakes that left the tree usable: keys that are there twice, of which the first counts.
  public let mistakes: [YAMLError]
  private let source: SourceText

  /// Reads a document; throws the first mistake after which there is no tree.
  ///
  /// Time and memory are linear in the size of the file, which `limits` bounds.
  public static func parse(
    _ bytes: [UInt8], file: String, limits: YAMLLimits = .standard
  ) throws(YAMLError) -> YAMLDocument {
    let source = try SourceText(bytes, file: file, limits: limits)
    try refuseDirectives(in: source)
    return try source.bytes.withUnsafeBufferPointer {
      (buffer) throws(YAMLError) -> YAMLDocument in
      var builder = TreeBuilder(source, bytes: buffer, limits: limits)
      let root = try builder.document()
      if let end = builder.end { try refuseMoreDocuments(after: end, in: source) }
      return YAMLDocument(root: root, mistakes: builder.mistakes, source: source)
    }
  }

  /// The file's lines, without their breaks.
  public var lines: [String] { source.lines.indices.map { source.line($0 + 1) } }

  /// A line's text, from 1; empty outside the file.
  public func line(_ number: Int) -> String { source.line(number) }

  private static func refuseDirectives(in source: SourceText) throws(YAMLError) {
    for (index, range) in source.lines.enumerated() {
      let line = source.bytes[range]
      if line.first == UInt8(ascii: "%") {
        throw source.error(.directive, at: YAMLPosition(line: index + 1, column: 1))
      }
      guard isBlank(line) else { return }
    }
  }

  private static func refuseMoreDocuments(
    after end: EventParser.Mark, in source: SourceText
  ) throws(YAMLError) {
    var number = end.line
    while number <= source.lines.count {
      let range = source.lines[number - 1]
      let line = source.bytes[range].dropFirst(number == end.line ? end.column : 0)
      if !isBlank(line) && !line.elementsEqual("...".utf8) {
        let column = number == end.line ? end.column + 1 : 1
        let position = YAMLPosition(line: number, column: column, length: 3)
        throw source.error(.severalDocuments, at: position)
      }
      number += 1
    }
  }

  private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
    let first = line.first { $0 != 0x20 && $0 != 0x09 }
    return first == nil || first == UInt8(ascii: "#")
  }
}
