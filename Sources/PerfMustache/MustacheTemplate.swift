internal import CPerfMustache
internal import Glibc

/// A checked Mustache template.
///
/// Of Mustache it has texts `{{name}}`, sections `{{#name}}…{{/name}}` and `{{^name}}…{{/name}}`,
/// and comments `{{! … }}`. It has nothing that reads files, runs programs or looks at the
/// environment, and a name that the shape does not have is a mistake.
public struct MustacheTemplate: Sendable {
  /// How many bytes a template may have.
  public static let mostBytes = 256 << 10
  /// How deep sections may lie in each other.
  public static let deepest = 16

  private let source: [UInt8]

  /// Checks a template; throws every mistake in it, in the order of their places.
  public init(_ source: [UInt8], shape: [String: MustacheShape]) throws(TemplateMistakes) {
    let mistakes = TemplateCheck.mistakes(in: source, shape: shape)
    guard mistakes.isEmpty else { throw TemplateMistakes(all: mistakes) }
    self.source = TemplateLines.hidden(in: StandaloneTags.joined(source))
  }

  /// Fills the template.
  public func filled(with values: [String: MustacheValue]) throws(TemplateFailure) -> String {
    guard let tree = Tree(.object(values)) else { throw .outOfMemory }
    var written = 0
    var reason = [CChar](repeating: 0, count: 256)
    let text = source.withUnsafeBytes {
      perf_mustache_render(
        $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count, tree.pointer, &written,
        &reason, reason.count)
    }
    guard let text else {
      throw .refused(
        String(decoding: reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }
    defer { free(text) }
    return TemplateLines.shown(UnsafeRawBufferPointer(start: text, count: written))
  }
}

/// All mistakes of a template.
public struct TemplateMistakes: Error, Sendable {
  /// The mistakes; never empty.
  public var all: [TemplateMistake]
}

/// A value in the library's form.
private struct Tree: ~Copyable {
  let pointer: OpaquePointer

  init?(_ value: MustacheValue) {
    let made: OpaquePointer?
    var isWhole = true
    switch value {
    case .text(let text):
      var text = text
      made = text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) { perf_mustache_text($0.baseAddress, $0.count) }
      }
    case .flag(let on): made = perf_mustache_flag(on ? 1 : 0)
    case .list(let elements):
      made = perf_mustache_list()
      for element in elements {
        guard isWhole, let inner = Tree(element) else {
          isWhole = false
          break
        }
        isWhole = perf_mustache_append(made, inner.pointer) == 1
      }
    case .object(let members):
      made = perf_mustache_object()
      for (name, member) in members {
        guard isWhole, let inner = Tree(member) else {
          isWhole = false
          break
        }
        isWhole = perf_mustache_set(made, name, inner.pointer) == 1
      }
    }
    guard let made else { return nil }
    guard isWhole else {
      perf_mustache_free(made)
      return nil
    }
    pointer = made
  }

  deinit { perf_mustache_free(pointer) }
}
