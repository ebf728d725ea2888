internal import PerfSigning

/// Reads a tag object's bytes strictly: what git's own reader passes over is a fault.
public struct TagParser {
  private let lines: [ArraySlice<UInt8>]
  private let bytes: [UInt8]
  private var reading = TagReading()

  /// Takes a tag object apart; never fails, but names every fault.
  public static func read(_ bytes: [UInt8]) -> TagReading {
    var parser = TagParser(bytes)
    guard let body = parser.readHeaders() else { return parser.reading }
    parser.readBody(from: body)
    return parser.reading
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }

  private mutating func fault(_ check: TagCheck, _ index: Int, _ reason: String) {
    reading.faults.append(TagFault(check: check, line: index + 1, reason: reason))
  }

  // MARK: Headers

  /// Reads the headers and gives the index of the first line of the body.
  private mutating func readHeaders() -> Int? {
    guard let end = lines.firstIndex(where: \.isEmpty), end < lines.count - 1 else {
      fault(.headers, max(0, lines.count - 1), "is not followed by an empty line and a message")
      return nil
    }
    let names = ["object", "type", "tag", "tagger"]
    for index in 0..<max(end, names.count) {
      guard index < end else {
        fault(.headers, index, "should be the header '\(names[index])'")
        return nil
      }
      let text = String(validating: lines[index], as: UTF8.self)
      guard let text, TagText.hiddenCharacter(in: text) == nil else {
        fault(.headers, index, "is not plain text in UTF-8")
        return nil
      }
      guard index < names.count else {
        fault(.headers, index, "is a header too many: '\(text.prefix { $0 != " " })'")
        return nil
      }
      guard text.hasPrefix(names[index] + " ") else {
        fault(.headers, index, "should be the header '\(names[index])'")
        return nil
      }
      take(String(text.dropFirst(names[index].count + 1)), of: names[index], index)
    }
    return end + 1
  }

  private mutating func take(_ value: String, of header: String, _ index: Int) {
    switch header {
    case "object":
      if TagText.isHexadecimal(value, digits: 40) {
        reading.object = value
      } else {
        fault(.headers, index, "does not name an object by 40 digits")
      }
    case "type":
      reading.kind = value
      if !["commit", "tree", "blob", "tag"].contains(value) {
        fault(.headers, index, "names '\(value)', which is no kind of object")
      }
    case "tag":
      reading.name = value
      if let problem = TagText.nameFault(value) {
        fault(.name, index, "names a tag that \(problem)")
      }
    default:
      do throws(TagError) {
        reading.tagger = try Tagger(line: value)
      } catch {
        fault(.tagger, index, "names a tagger wrongly: \(error)")
      }
    }
  }

  // MARK: Body

  private mutating func readBody(from first: Int) {
    let marks = lines.indices.dropFirst(first).filter { TagText.beginsSignature(lines[$0]) }
    let end = marks.first ?? lines.count
    readMessage(first..<end)
    guard let mark = marks.first else {
      reading.payload = bytes
      return fault(.signature, lines.count - 1, "is the last one: the tag is not signed")
    }
    let start = lines[mark].startIndex
    reading.payload = Array(bytes[..<start])
    guard marks.count == 1 else {
      return fault(
        .signature, marks[1], "begins another signature: there are \(marks.count), not one")
    }
    readSignature(mark, Array(bytes[start...]))
  }

  private mutating func readMessage(_ range: Range<Int>) {
    for index in range {
      guard let text = String(validating: lines[index], as: UTF8.self) else {
        return fault(.message, index, "is not UTF-8")
      }
      if let character = TagText.hiddenCharacter(in: text, multiline: true) {
        return fault(.message, index, "holds \(character)")
      }
    }
    let isWhole = range.upperBound < lines.count
    let message =
      lines[range].map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
      + (isWhole ? "\n" : "")
    reading.message = message
    switch TagTrailers.read(from: message) {
    case .success(let trailers): reading.trailers = trailers
    case .failure(let problem):
      fault(.trailers, range.upperBound - 1, "ends a message whose trailers \(problem.reason)")
    }
  }

  private mutating func readSignature(_ mark: Int, _ block: [UInt8]) {
    let kind: SignatureKind
    let end: String
    switch String(decoding: lines[mark], as: UTF8.self) {
    case OpenPGPSignature.begin: (kind, end) = (.openPGP, OpenPGPSignature.end)
    case SSHSignature.begin: (kind, end) = (.ssh, SSHSignature.end)
    default:
      return fault(.signature, mark, "begins a signature of a kind that perfkit does not know")
    }
    guard
      let last = lines.indices.dropFirst(mark).first(where: { lines[$0].elementsEqual(end.utf8) })
    else { return fault(.signature, mark, "begins a signature without an end") }
    guard last == lines.count - 2, lines[last + 1].isEmpty else {
      return fault(
        .signature, min(last + 1, lines.count - 1),
        "follows the signature, or a line end is missing: the signature does not cover it")
    }
    reading.signature = TagSignature(kind: kind, armored: block)
    do throws(SignatureFault) {
      switch kind {
      case .openPGP: take(try OpenPGPSignature(armored: block), mark)
      case .ssh: take(try SSHSignature(armored: block), mark)
      }
    } catch {
      reading.signature = nil
      fault(.signature, mark, "begins a signature that cannot be read: \(error.text)")
    }
  }

  private mutating func take(_ signature: OpenPGPSignature, _ mark: Int) {
    if signature.packets.count != 1 {
      fault(.signature, mark, "begins \(signature.packets.count) signatures in one block, not one")
    }
    if let reason = signature.classFault {
      fault(.signatureClass, mark, "begins a signature that is refused: \(reason)")
    }
    if let reason = signature.hashFault {
      fault(.signatureDigest, mark, "begins a signature that is refused: \(reason)")
    }
  }

  private mutating func take(_ signature: SSHSignature, _ mark: Int) {
    if let reason = signature.namespaceFault(for: .git) {
      fault(.signatureClass, mark, "begins a signature that is refused: \(reason)")
    }
    if let reason = signature.hashFault {
      fault(.signatureDigest, mark, "begins a signature that is refused: \(reason)")
    }
  }
}
