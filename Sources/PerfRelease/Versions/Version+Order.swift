extension Version.Digits: Comparable {
  /// By value: fewer digits are less.
  public static func < (a: Self, b: Self) -> Bool {
    (a.text.utf8.count, a.text) < (b.text.utf8.count, b.text)
  }
}

extension Version.Identifier: Comparable {
  /// Numbers by value, texts by their ASCII bytes, numbers before texts (SemVer 2.0.0, item 11).
  public static func < (a: Self, b: Self) -> Bool {
    switch (a, b) {
    case (.number(let a), .number(let b)): a < b
    case (.text(let a), .text(let b)): a.utf8.lexicographicallyPrecedes(b.utf8)
    case (.number, .text): true
    case (.text, .number): false
    }
  }
}

extension Version {
  /// Whether this version comes before another in the order of SemVer 2.0.0: a pre-release before its
  /// release, what is behind `+` left aside.
  public func precedes(_ other: Version) -> Bool {
    if numbers != other.numbers { return numbers.lexicographicallyPrecedes(other.numbers) }
    if isStable || other.isStable { return !isStable && other.isStable }
    return preRelease.lexicographicallyPrecedes(other.preRelease)
  }

  /// Whether two versions have the same place in the order, as `v0.9` and `v0.9.0`.
  public func isTwin(of other: Version) -> Bool {
    series == other.series && numbers == other.numbers && preRelease == other.preRelease
  }
}
