internal import CPerfJSON

/// Why a text could not be read as JSON.
public enum JSONError: Error, Sendable, Hashable {
  /// libjansson is not installed.
  case libraryMissing
  /// The text is not JSON (RFC 8259), repeats a member, or is not UTF-8.
  case syntax(reason: String, line: Int, column: Int)
}

extension JSON {
  /// Reads one JSON text; a repeated member name is an error.
  public static func parse(_ bytes: [UInt8]) throws(JSONError) -> JSON {
    try bytes.withUnsafeBufferPointer { buffer throws(JSONError) in try parse(buffer) }
  }

  /// Reads one JSON text from a buffer; an integer beyond 64 bits reads as its decimal text.
  public static func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) -> JSON {
    guard let library = perf_json() else { throw .libraryMissing }
    var failure = json_error_t()
    let flags = JSONReader.rejectDuplicates | JSONReader.decodeAny | JSONReader.allowNUL
    let root = bytes.withMemoryRebound(to: CChar.self) {
      library.pointee.json_loadb($0.baseAddress, $0.count, flags, &failure)
    }
    guard let root else {
      let reason = withUnsafeBytes(of: failure.text) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if reason.hasPrefix("too big"),
        let rewritten = BigIntegers.quoted(bytes)
      {
        return try parse(rewritten)
      }
      throw .syntax(reason: reason, line: Int(failure.line), column: Int(failure.column))
    }
    defer { library.pointee.json_delete(root) }
    return JSONReader(library: library.pointee).value(root)
  }
}

/// Copies jansson's tree into values.
private struct JSONReader {
  static let rejectDuplicates = 0x1
  static let decodeAny = 0x4
  static let allowNUL = 0x10
  let library: perf_json_library

  func value(_ node: UnsafeMutablePointer<json_t>) -> JSON {
    switch perf_json_type(node) {
    case 0: return .object(members(of: node))
    case 1:
      let count = library.json_array_size(node)
      return .array(
        (0..<count).compactMap { library.json_array_get(node, $0).map { value($0) } })
    case 2:
      let length = library.json_string_length(node)
      guard let start = library.json_string_value(node) else { return .string("") }
      return start.withMemoryRebound(to: UInt8.self, capacity: length) {
        .string(String(decoding: UnsafeBufferPointer(start: $0, count: length), as: UTF8.self))
      }
    case 3: return .int(library.json_integer_value(node))
    case 4: return .number(library.json_real_value(node))
    case 5: return .bool(true)
    case 6: return .bool(false)
    default: return .null
    }
  }

  private func members(of node: UnsafeMutablePointer<json_t>) -> [JSON.Member] {
    var members: [JSON.Member] = []
    var place = library.json_object_iter(node)
    while let current = place {
      if let name = library.json_object_iter_key(current),
        let child = library.json_object_iter_value(current)
      {
        members.append(JSON.Member(String(cString: name), value(child)))
      }
      place = library.json_object_iter_next(node, current)
    }
    return members
  }
}
