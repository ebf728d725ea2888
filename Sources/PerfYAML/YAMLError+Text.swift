extension YAMLError {
  /// A stable name for scripts, such as `yaml.duplicate-key`.
  public var code: String {
    switch reason {
    case .tooLarge: "yaml.too-large"
    case .empty: "yaml.empty"
    case .wideEncoding, .notUTF8: "yaml.not-utf8"
    case .character: "yaml.control-character"
    case .syntax(.tab): "yaml.tab"
    case .syntax: "yaml.syntax"
    case .tooDeep: "yaml.too-deep"
    case .tooManyNodes: "yaml.too-many-nodes"
    case .duplicateKey: "yaml.duplicate-key"
    case .keyNotText: "yaml.key-not-text"
    case .anchor, .alias: "yaml.alias"
    case .tag: "yaml.tag"
    case .mergeKey: "yaml.merge-key"
    case .directive: "yaml.directive"
    case .severalDocuments: "yaml.several-documents"
    }
  }

  /// One sentence that says what is wrong.
  public var message: String {
    switch reason {
    case .tooLarge(let bytes, let limit):
      "the file holds \(bytes) bytes; at most \(limit) are read"
    case .empty: "the file is empty"
    case .wideEncoding: "the file is UTF-16 or UTF-32, not UTF-8"
    case .notUTF8(let byte): "byte 0x\(Self.hexadecimal(UInt32(byte), width: 2)) is not UTF-8"
    case .character(0): "a NUL character"
    case .character(let value):
      "character U+\(Self.hexadecimal(value, width: 4)) is not allowed in this file"
    case .syntax(let syntax): syntax.message
    case .tooDeep(let limit): "lists and mappings lie more than \(limit) deep in each other"
    case .tooManyNodes(let limit): "the file holds more than \(limit) values"
    case .duplicateKey(let key, let first):
      "the key '\(Self.shown(key))' is there twice: first in line \(first.line), column "
        + "\(first.column)"
    case .keyNotText: "a key must be a text"
    case .anchor(let name): "'&\(Self.shown(name))' is an anchor; aliases are not supported here"
    case .alias(let name): "'*\(Self.shown(name))' is an alias; aliases are not supported here"
    case .tag(let name): "'\(Self.shown(name))' is a tag; tags are not supported here"
    case .mergeKey: "'<<' merges mappings; this is not supported here"
    case .directive: "a line that starts with '%' is a directive; they are not supported here"
    case .severalDocuments: "a second document starts here; the file must hold one"
    }
  }

  /// What to do next, or nil.
  public var hint: String? {
    switch reason {
    case .wideEncoding, .notUTF8: "save the file as UTF-8"
    case .character: "remove it, or write it as an escape in double quotes"
    case .syntax(let syntax): syntax.hint
    case .duplicateKey: "remove one of the two"
    case .keyNotText: "write 'key: value'; quote a text that starts with [ or {"
    case .anchor, .mergeKey: "write the values out where they are needed"
    case .alias: "put quotes around a text that starts with '*', or write the value out"
    case .tag: "remove it; put quotes around a text that starts with '!'"
    case .directive: "remove the line"
    case .severalDocuments: "remove '---' or '...' and what follows, or use two files"
    case .empty: "write 'version: 1' and what 'perfkit init' shows"
    case .tooLarge, .tooDeep, .tooManyNodes: nil
    }
  }

  /// A text for use inside a message: short, on one line, without control characters.
  public static func shown(_ text: String) -> String {
    var result = ""
    for (count, scalar) in text.unicodeScalars.enumerated() {
      if count == 60 { return result + "…" }
      let isControl = scalar.properties.generalCategory == .control
      result += isControl ? scalar.escaped(asASCII: true) : String(scalar)
    }
    return result
  }

  private static func hexadecimal(_ value: UInt32, width: Int) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension YAMLError.Syntax {
  var message: String {
    switch self {
    case .tab: "a tab where indentation is expected"
    case .bareSubstitution: "'${' inside brackets must be quoted"
    case .openQuote: "this quote is never closed"
    case .openBracket(let bracket, let opened):
      "expected ',' or '\(bracket == "[" ? "]" : "}")' for the '\(bracket)' in line "
        + "\(opened.line), column \(opened.column)"
    case .strayColon: "': ' is not allowed here"
    case .indentation(let block):
      "this does not line up with the block that starts in line \(block.line), column "
        + "\(block.column)"
    case .missingKey: "a key is missing before this ':'"
    case .missingColon: "expected ':' after this key"
    case .escape: "double quotes know no such escape"
    case .reservedStart(let character): "a value cannot start with '\(character)'"
    case .other(let text): text
    }
  }

  var hint: String? {
    switch self {
    case .tab: "indent with spaces"
    case .bareSubstitution: "write \"${name}\" with the quotes"
    case .openQuote: nil
    case .openBracket: "close the bracket, or quote the text"
    case .strayColon: "quote a text with ': ' in it, or correct the indentation"
    case .indentation: "indent it like the lines it belongs to"
    case .missingKey, .missingColon: "write 'key: value'"
    case .escape: "write '\\\\' for a backslash, or use single quotes"
    case .reservedStart: "put quotes around it"
    case .other: nil
    }
  }
}
