import PerfMustache

private let shape: [String: MustacheShape] = [
  "a": .text, "b": .optionalText, "c": .flag, "d": .list(["e": .text]), "f": .object(["g": .text]),
]

private let values: [String: MustacheValue] = [
  "a": .text("A"), "b": .flag(false), "c": .flag(true),
  "d": .list([.object(["e": .text("E")]), .object(["e": .text("")])]),
  "f": .object(["g": .text("{{a}}")]),
]

/// Reads the bytes as a template: a mistake has a place, and what has none is filled.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTemplate(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  do throws(TemplateMistakes) {
    let template = try MustacheTemplate(bytes, shape: shape)
    guard let text = try? template.filled(with: values) else {
      preconditionFailure("a template that passed is refused")
    }
    precondition(!text.unicodeScalars.contains("\u{FFFD}") || bytes.contains(0xEF), "torn text")
  } catch {
    precondition(!error.all.isEmpty)
    for mistake in error.all {
      precondition(mistake.line >= 1 && mistake.column >= 1 && mistake.length >= 1, "no place")
      precondition(mistake.column <= mistake.excerpt.count + 1, "a place outside of its line")
    }
  }
  return 0
}
