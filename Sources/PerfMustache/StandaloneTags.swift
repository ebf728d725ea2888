/// Tags that stand alone on a line, which by Mustache's specification leave no line behind.
///
/// The library's own rule keeps the line of a section that is left out, and of a comment; so lines are not
/// its business (`TemplateLines`), and the blanks and the line's end are taken away before.
enum StandaloneTags {
  /// The template without the rest of the lines on which a section's tag or a comment stands alone.
  static func joined(_ source: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(source.count)
    var kept = 0
    var place = 0
    while let tag = next(in: source, from: place) {
      place = tag.upperBound
      guard
        let kind = source[(tag.lowerBound + 2)..<(tag.upperBound - 2)].first(where: { !isBlank($0) }
        ),
        "#^/!".utf8.contains(kind)
      else { continue }
      let before = source[..<tag.lowerBound].lastIndex { !isBlank($0) } ?? -1
      let after = source[tag.upperBound...].firstIndex { !isBlank($0) } ?? source.count
      let isFirst = before < 0 || source[before] == 0x0A
      let isLast = after == source.count || source[after] == 0x0A
      guard isFirst, isLast, before + 1 >= kept else { continue }
      result += source[kept..<(before + 1)] + source[tag]
      kept = min(after + 1, source.count)
      place = max(place, kept)
    }
    return result + source[kept...]
  }

  private static func next(in source: [UInt8], from start: Int) -> Range<Int>? {
    guard let open = pair(0x7B, in: source, from: start),
      let close = pair(0x7D, in: source, from: open + 2)
    else { return nil }
    return open..<(close + 2)
  }

  private static func pair(_ byte: UInt8, in source: [UInt8], from start: Int) -> Int? {
    var place = start
    while place + 1 < source.count {
      if source[place] == byte && source[place + 1] == byte { return place }
      place += 1
    }
    return nil
  }

  /// A blank, a tab or the CR of CR LF.
  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D
  }
}
