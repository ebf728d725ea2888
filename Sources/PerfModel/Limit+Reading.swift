extension Limit {
  /// Reads `5%` or a number with a unit, such as `50us`, `64MiB`, `200 count`; nil for anything
  /// else, a number without a unit included.
  public init?(text: String) {
    guard let (number, rest) = splitQuantity(text) else { return nil }
    let unit = String(rest.drop { $0 == " " })
    if unit == "%" {
      self = .relative(number / 100)
      return
    }
    let isUnit = unit.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || "/.^%".unicodeScalars.contains($0)
    }
    guard let first = unit.unicodeScalars.first, first.properties.isAlphabetic, isUnit else {
      return nil
    }
    self = .absolute(number, unit: unit)
  }

  /// Whether this limit is certainly smaller than another: nil where their kinds or units cannot
  /// be compared.
  public func isBelow(_ other: Limit) -> Bool? {
    switch (self, other) {
    case (.relative(let mine), .relative(let theirs)): return mine < theirs
    case (.absolute(let mine, let unit), .absolute(let theirs, let otherUnit)):
      if unit == otherUnit { return mine < theirs }
      guard let scale = Self.scale(unit), let otherScale = Self.scale(otherUnit),
        scale.base == otherScale.base
      else { return nil }
      return mine * scale.factor < theirs * otherScale.factor
    case (.relative, .absolute), (.absolute, .relative): return nil
    }
  }

  private static func scale(_ unit: String) -> (base: String, factor: Double)? {
    let times = ["ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1, "min": 60, "h": 3600]
    if let factor = times[unit] { return ("s", factor) }
    let sizes = ["B": 1, "KiB": 1024, "MiB": 1_048_576, "GiB": 1_073_741_824]
    let decimal = ["kB": 1e3, "MB": 1e6, "GB": 1e9]
    return (sizes[unit].map(Double.init) ?? decimal[unit]).map { ("B", $0) }
  }
}
