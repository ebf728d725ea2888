/// A version as a tag's name holds it: Semantic Versioning 2.0.0, or the same with two numbers only,
/// such as `v0.9-beta`.
public struct Version: Sendable, Hashable {
  /// One part of a pre-release, between dots.
  public enum Identifier: Sendable, Hashable {
    /// Digits only, without leading zeros.
    case number(Digits)
    /// Anything else.
    case text(String)
  }

  /// A whole number of any size, as its decimal digits.
  public struct Digits: Sendable, Hashable {
    /// The digits, without leading zeros.
    public let text: String

    init?(_ text: some StringProtocol) {
      let isNumber =
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        && (text.utf8.count == 1 || text.utf8.first != 0x30)
      guard isNumber else { return nil }
      self.text = String(text)
    }

    static let zero = Digits(text: "0")

    private init(text: String) { self.text = text }
  }

  /// What stands before the numbers, without a `v`: empty, or a name that ends in `-`, `_` or `/`.
  public let series: String
  /// Major, minor and patch; a patch that is not written is 0.
  public let numbers: [Digits]
  /// The parts of the pre-release; empty for a release.
  public let preRelease: [Identifier]
  /// What stands behind `+`, which has no part in the order; empty if nothing.
  public let build: String
  /// The version as written, without series and `v`, such as `0.9-beta`.
  public let text: String

  /// Whether it is no pre-release.
  public var isStable: Bool { preRelease.isEmpty }

  /// Reads a tag's name; nil where it holds no version.
  public init?(tag: String) {
    for start in Self.starts(in: tag) {
      let body = tag[start.numbers...]
      guard let parts = Parts(body) else { continue }
      series = String(tag[..<start.series])
      numbers = parts.numbers
      preRelease = parts.preRelease
      build = parts.build
      text = String(body)
      return
    }
    return nil
  }

  /// Where numbers may begin: at once, behind a `v`, or either behind `-`, `_` or `/`; leftmost first.
  private static func starts(in tag: String) -> [(series: String.Index, numbers: String.Index)] {
    var found: [(series: String.Index, numbers: String.Index)] = []
    var place = tag.startIndex
    var isStart = true
    while place < tag.endIndex {
      let next = tag.index(after: place)
      if isStart {
        found.append((place, place))
        if tag[place] == "v" { found.append((place, next)) }
      }
      isStart = ["-", "_", "/"].contains(tag[place])
      place = next
    }
    return found
  }
}

extension Version {
  /// The three parts of a version's text.
  private struct Parts {
    var numbers: [Digits]
    var preRelease: [Identifier]
    var build: String

    init?(_ text: Substring) {
      let halves = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
      build = halves.count == 2 ? String(halves[1]) : ""
      if halves.count == 2 && !Self.areIdentifiers(halves[1]) { return nil }
      let body = halves[0]
      let dash = body.firstIndex(of: "-") ?? body.endIndex
      let core = body[..<dash].split(separator: ".", omittingEmptySubsequences: false)
      numbers = core.compactMap { Digits($0) }
      guard (2...3).contains(core.count), numbers.count == core.count else { return nil }
      if numbers.count == 2 { numbers.append(.zero) }
      preRelease = []
      guard dash < body.endIndex else { return }
      let tail = body[body.index(after: dash)...]
      guard Self.areIdentifiers(tail) else { return nil }
      for part in tail.split(separator: ".") {
        if part.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
          guard let digits = Digits(part) else { return nil }
          preRelease.append(.number(digits))
        } else {
          preRelease.append(.text(String(part)))
        }
      }
    }

    private static func areIdentifiers(_ text: Substring) -> Bool {
      text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
        !part.isEmpty
          && part.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
              || $0 == UInt8(ascii: "-")
          }
      }
    }
  }
}
