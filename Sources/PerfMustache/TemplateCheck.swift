/// Reads a template as the library will, and notes what must not be in it.
struct TemplateCheck {
  private struct Section {
    let name: String
    let tag: Range<Int>
    /// Further names that are known inside.
    let names: [String: MustacheShape]
  }

  private let bytes: [UInt8]
  private let shape: [String: MustacheShape]
  private var sections: [Section] = []
  private var found: [TemplateMistake] = []

  private init(_ bytes: [UInt8], shape: [String: MustacheShape]) {
    self.bytes = bytes
    self.shape = shape
  }

  static func mistakes(in bytes: [UInt8], shape: [String: MustacheShape]) -> [TemplateMistake] {
    var check = TemplateCheck(bytes, shape: shape)
    check.run()
    return check.found
  }

  private mutating func run() {
    let limit = MustacheTemplate.mostBytes
    guard bytes.count <= limit else {
      return note(.tooLarge(bytes: bytes.count, limit: limit), 0..<0)
    }
    guard String(validating: bytes, as: UTF8.self) != nil else { return note(.notUTF8, 0..<0) }
    var place = 0
    while let start = next([0x7B, 0x7B], from: place) {
      if start + 2 < bytes.count, bytes[start + 2] == 0x7B {
        let end = next([0x7D, 0x7D], from: start).map { $0 + 2 } ?? bytes.count
        note(.unescaped, start..<end)
        place = end
        continue
      }
      guard let end = next([0x7D, 0x7D], from: start + 2) else {
        note(.openTag, start..<start + 2)
        break
      }
      read(start + 2..<end, tag: start..<end + 2)
      place = end + 2
    }
    for section in sections { note(.openSection(section.name), section.tag) }
    found.sort { ($0.line, $0.column) < ($1.line, $1.column) }
  }

  private func next(_ pattern: [UInt8], from start: Int) -> Int? {
    var place = start
    while place + 1 < bytes.count {
      if bytes[place] == pattern[0] && bytes[place + 1] == pattern[1] { return place }
      place += 1
    }
    return nil
  }

  private mutating func read(_ inner: Range<Int>, tag: Range<Int>) {
    let content = trimmed(bytes[inner])
    guard let first = content.first else { return note(.emptyTag, tag) }
    switch first {
    case UInt8(ascii: "!"): return
    case UInt8(ascii: "&"): note(.unescaped, tag)
    case UInt8(ascii: ">"): note(.partial, tag)
    case UInt8(ascii: "="): note(.delimiter, tag)
    case UInt8(ascii: "#"), UInt8(ascii: "^"):
      open(content.dropFirst(), isInverted: first == UInt8(ascii: "^"), tag)
    case UInt8(ascii: "/"): close(content.dropFirst(), tag)
    default:
      guard let name = name(content, tag), let shape = known(name, tag) else { return }
      switch shape {
      case .text, .optionalText: return
      case .flag, .list, .object: note(.noText(name), tag)
      }
    }
  }

  private mutating func open(_ content: ArraySlice<UInt8>, isInverted: Bool, _ tag: Range<Int>) {
    guard let name = name(content, tag) else { return }
    var names: [String: MustacheShape] = [:]
    if let shape = known(name, tag) {
      switch shape {
      case .text: note(.noSection(name), tag)
      case .optionalText, .flag: break
      case .list(let inner), .object(let inner): if !isInverted { names = inner }
      }
    }
    if sections.count == MustacheTemplate.deepest {
      note(.tooDeep(limit: MustacheTemplate.deepest), tag)
    }
    sections.append(Section(name: name, tag: tag, names: names))
  }

  private mutating func close(_ content: ArraySlice<UInt8>, _ tag: Range<Int>) {
    guard let name = name(content, tag) else { return }
    guard let open = sections.last, open.name == name else {
      return note(.strayEnd(name, open: sections.last?.name), tag)
    }
    sections.removeLast()
  }

  private mutating func name(_ content: ArraySlice<UInt8>, _ tag: Range<Int>) -> String? {
    let bytes = trimmed(content)
    let text = String(decoding: bytes, as: UTF8.self)
    let isName =
      !bytes.isEmpty
      && bytes.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_")
      }
    if isName { return text }
    note(bytes.isEmpty ? .emptyTag : .badName(text), tag)
    return nil
  }

  private mutating func known(_ name: String, _ tag: Range<Int>) -> MustacheShape? {
    for section in sections.reversed() {
      if let shape = section.names[name] { return shape }
    }
    if let shape = shape[name] { return shape }
    let names = sections.reduce(into: Set(shape.keys)) { $0.formUnion($1.names.keys) }
    note(.unknownName(name, known: names.sorted()), tag)
    return nil
  }

  private func trimmed(_ content: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
    return content.drop(while: isBlank).reversed().drop(while: isBlank).reversed()[...]
  }

  private mutating func note(_ reason: TemplateMistake.Reason, _ tag: Range<Int>) {
    let before = bytes[..<tag.lowerBound]
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    let shown = bytes[tag.lowerBound..<min(tag.upperBound, max(end, tag.lowerBound))]
    found.append(
      TemplateMistake(
        reason: reason, line: before.count { $0 == 0x0A } + 1,
        column: String(decoding: bytes[start..<tag.lowerBound], as: UTF8.self).count + 1,
        length: max(1, String(decoding: shown, as: UTF8.self).count),
        excerpt: String(decoding: bytes[start..<end], as: UTF8.self)))
  }
}
