/// Units as tables name them: UCUM-style text with SI and IEC prefixes.
public struct MeasurementUnit: Sendable, Hashable {
  /// What the unit measures, such as `s`, `B`, `msg/s`.
  public var dimension: String
  /// The power of ten of one unit in the dimension's base unit.
  public var decimalExponent: Int
  /// The factor beside the power of ten; 1 for SI units.
  public var factor: Double

  /// Reads a unit's text; unknown words are dimensions of their own.
  public init(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let top = Self.simple(String(parts[0]))
    guard parts.count == 2 else {
      self = top
      return
    }
    let bottom = Self.simple(String(parts[1]))
    self.init(
      dimension: top.dimension + "/" + bottom.dimension,
      decimalExponent: top.decimalExponent - bottom.decimalExponent,
      factor: top.factor / bottom.factor)
  }

  /// A change of scale between two units of one dimension.
  public struct Scale: Sendable, Hashable {
    /// The power of ten.
    public var decimalExponent: Int
    /// The factor beside it.
    public var factor: Double
    /// Both as one factor.
    public var multiplier: Double {
      (0..<abs(decimalExponent)).reduce(factor) { value, _ in
        decimalExponent < 0 ? value / 10 : value * 10
      }
    }
  }

  /// The change of scale from this unit to another, or nil if they measure different things.
  public func scale(to other: MeasurementUnit) -> Scale? {
    guard dimension == other.dimension else { return nil }
    return Scale(
      decimalExponent: decimalExponent - other.decimalExponent, factor: factor / other.factor)
  }

  private init(dimension: String, decimalExponent: Int, factor: Double) {
    self.dimension = dimension
    self.decimalExponent = decimalExponent
    self.factor = factor
  }

  private static let prefixes: [(String, Int)] = [
    ("n", -9), ("u", -6), ("µ", -6), ("μ", -6), ("m", -3), ("k", 3), ("M", 6), ("G", 9), ("T", 12),
  ]
  private static let binary: [(String, Double)] = [
    ("Ki", 1024), ("Mi", 1_048_576), ("Gi", 1_073_741_824), ("Ti", 1_099_511_627_776),
  ]
  private static let countables = ["msg", "op", "req", "event", "row", "order", "iter"]

  private static func simple(_ text: String) -> MeasurementUnit {
    switch text {
    case "min": return MeasurementUnit(dimension: "s", decimalExponent: 0, factor: 60)
    case "h": return MeasurementUnit(dimension: "s", decimalExponent: 0, factor: 3600)
    case "d": return MeasurementUnit(dimension: "s", decimalExponent: 0, factor: 86400)
    case "%": return MeasurementUnit(dimension: "1", decimalExponent: -2, factor: 1)
    case "1", "count", "": return MeasurementUnit(dimension: "1", decimalExponent: 0, factor: 1)
    default: break
    }
    for base in ["s", "B", "Hz"] + countables {
      if text == base { return MeasurementUnit(dimension: base, decimalExponent: 0, factor: 1) }
      guard text.hasSuffix(base) else { continue }
      let prefix = text.dropLast(base.count)
      if let (_, exponent) = prefixes.first(where: { $0.0 == prefix }) {
        return MeasurementUnit(dimension: base, decimalExponent: exponent, factor: 1)
      }
      if let (_, factor) = binary.first(where: { $0.0 == prefix }), base == "B" {
        return MeasurementUnit(dimension: base, decimalExponent: 0, factor: factor)
      }
    }
    return MeasurementUnit(dimension: text, decimalExponent: 0, factor: 1)
  }
}
