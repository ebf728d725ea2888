/// Translates the parser's columns, which count Unicode scalars, to columns in characters.
///
/// Only lines with other than ASCII characters need a table; it is kept for the last line asked
/// for, since the parser goes forward.
struct LineColumns {
  private let source: SourceText
  private let asciiLines: [Bool]
  private var line = 0
  private var table: [Int] = []

  init(_ source: SourceText) {
    self.source = source
    asciiLines = source.lines.map { range in
      source.bytes.withUnsafeBufferPointer { $0[range].allSatisfy { $0 < 0x80 } }
    }
  }

  mutating func column(line: Int, scalars: Int) -> Int {
    guard asciiLines.indices.contains(line - 1), !asciiLines[line - 1] else { return scalars + 1 }
    if self.line != line {
      self.line = line
      table.removeAll(keepingCapacity: true)
      for (index, character) in source.line(line).enumerated() {
        for _ in character.unicodeScalars { table.append(index + 1) }
      }
      table.append((table.last ?? 0) + 1)
    }
    return table[min(scalars, table.count - 1)]
  }

  mutating func position(from start: EventParser.Mark, to end: EventParser.Mark) -> YAMLPosition {
    let first = column(line: start.line, scalars: start.column)
    let last: Int
    if end.line == start.line {
      last = column(line: end.line, scalars: end.column)
    } else {
      last = first + 1
    }
    return YAMLPosition(line: start.line, column: first, length: max(1, last - first))
  }

  mutating func position(at mark: EventParser.Mark) -> YAMLPosition {
    position(from: mark, to: mark)
  }
}
