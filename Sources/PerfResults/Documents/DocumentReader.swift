package import PerfJSON

/// Walks a JSON document and names the place of what is missing.
package struct DocumentReader {
  package let json: JSON
  package let path: String

  package init(_ json: JSON, path: String = "") {
    self.json = json
    self.path = path
  }

  private func place(_ name: String) -> String { path.isEmpty ? name : path + "." + name }

  private func required<T>(
    _ name: String, _ expected: String, _ read: (JSON) -> T?
  ) throws(DocumentError) -> T {
    guard let value = json[name].flatMap(read) else {
      throw DocumentError(member: place(name), expected: expected)
    }
    return value
  }

  package func string(_ name: String) throws(DocumentError) -> String {
    try required(name, "a string", \.text)
  }

  /// A string, or nil where the member is null; the member must be there.
  package func nullableString(_ name: String) throws(DocumentError) -> String? {
    try required(name, "a string or null") { value -> String?? in
      if case .null = value { return .some(nil) }
      return value.text.map { .some($0) }
    }
  }

  package func flag(_ name: String) throws(DocumentError) -> Bool {
    try required(name, "a bool", \.flag)
  }

  package func int(_ name: String) throws(DocumentError) -> Int {
    try required(name, "a whole number") { $0.integer.map(Int.init) }
  }

  package func exitStatus(_ name: String) throws(DocumentError) -> Int32 {
    try required(name, "an exit status") { $0.integer.flatMap { Int32(exactly: $0) } }
  }

  package func unsigned(_ name: String) throws(DocumentError) -> UInt64 {
    try required(name, "a whole number from 0", \.unsigned)
  }

  package func choice<T: RawRepresentable>(
    _ name: String, _ type: T.Type
  ) throws(DocumentError) -> T where T.RawValue == String {
    try required(name, "one of the known words") { $0.text.flatMap(T.init(rawValue:)) }
  }

  package func strings(_ name: String) throws(DocumentError) -> [String] {
    try required(name, "an array of strings") { Self.all($0.elements, \.text) }
  }

  package func numbers(_ name: String) throws(DocumentError) -> [Double] {
    try required(name, "an array of numbers") { Self.all($0.elements, \.double) }
  }

  func number(_ name: String) throws(DocumentError) -> Double {
    try required(name, "a number", \.double)
  }

  func ints(_ name: String) throws(DocumentError) -> [Int] {
    try required(name, "an array of whole numbers") { value in
      Self.all(value.elements) { $0.integer.map(Int.init) }
    }
  }

  func flags(_ name: String) throws(DocumentError) -> [Bool] {
    try required(name, "an array of bools") { Self.all($0.elements, \.flag) }
  }

  /// Numbers in which null stands for a value that is not there.
  func values(_ name: String) throws(DocumentError) -> [Double] {
    try required(name, "an array of numbers and nulls") { value in
      Self.all(value.elements) { element -> Double? in
        if case .null = element { return .nan }
        return element.double
      }
    }
  }

  /// All elements read, or nil if one is something else.
  private static func all<T>(_ elements: [JSON]?, _ read: (JSON) -> T?) -> [T]? {
    guard let elements else { return nil }
    let values = elements.compactMap(read)
    return values.count == elements.count ? values : nil
  }

  package func optionalString(_ name: String) -> String? { json[name]?.text }

  package func object(_ name: String) throws(DocumentError) -> DocumentReader {
    DocumentReader(
      try required(name, "an object") { $0.members == nil ? nil : $0 }, path: place(name))
  }

  package func optionalObject(_ name: String) -> DocumentReader? {
    guard let value = json[name], value.members != nil else { return nil }
    return DocumentReader(value, path: place(name))
  }

  package func array(_ name: String) throws(DocumentError) -> [DocumentReader] {
    let elements = try required(name, "an array", \.elements)
    return elements.enumerated().map { DocumentReader($1, path: place("\(name)[\($0)]")) }
  }

  package func members(_ name: String) throws(DocumentError) -> [(
    name: String, value: DocumentReader
  )] {
    let members = try required(name, "an object", \.members)
    return members.map { ($0.name, DocumentReader($0.value, path: place(name) + "." + $0.name)) }
  }
}
