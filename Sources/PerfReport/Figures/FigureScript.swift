internal import PerfJSON

/// A figure as a script for gnuplot, data included.
///
/// Nothing that a user named is part of it, so that no name can be a command.
public struct FigureScript: Sendable {
  /// The width of every figure, in points: a README of eighty columns.
  public static let width = 760

  private static let top = 34
  private static let gap = 34
  private static let bottom = 52
  private static let left = 64
  private static let right = 18
  private static let ink = "#1f2328"
  private static let grid = "#d8dee4"

  private let figure: Figure

  /// Makes a script of a figure.
  public init(_ figure: Figure) { self.figure = figure }

  /// The height of the figure, in points.
  public var height: Int {
    Self.top + figure.panels.reduce(0) { $0 + $1.height }
      + Self.gap * (figure.panels.count - 1) + Self.bottom
  }

  /// The script; it prints an SVG.
  public var text: String {
    var lines = [
      "set encoding utf8",
      "set terminal svg size \(Self.width),\(height) fixed noenhanced font 'sans-serif,12'"
        + " background '#ffffff'",
      "set border 3 linecolor rgb '\(Self.ink)'",
      "set tics nomirror textcolor rgb '\(Self.ink)'", "set tics scale 0.5,0.25",
      "set style fill solid 0.15 noborder",
    ]
    for (place, panel) in figure.panels.enumerated() {
      for (index, curve) in panel.curves.enumerated() {
        lines.append("$data\(place)_\(index) << END")
        lines += curve.points.map { "\($0.x.shortestText) \($0.y.shortestText)" }
        lines.append("END")
      }
    }
    lines.append("set multiplot")
    var top = Self.top
    for (place, panel) in figure.panels.enumerated() {
      lines += self.lines(panel, place: place, top: top)
      top += panel.height + Self.gap
    }
    return (lines + ["unset multiplot", ""]).joined(separator: "\n")
  }

  private func lines(_ panel: Figure.Panel, place: Int, top: Int) -> [String] {
    let isLast = place == figure.panels.count - 1
    func share(_ points: Int, of whole: Int) -> String {
      (Double(points) / Double(whole)).shortestText
    }
    var lines = [
      "set lmargin at screen \(share(Self.left, of: Self.width))",
      "set rmargin at screen \(share(Self.width - Self.right, of: Self.width))",
      "set tmargin at screen \(share(height - top, of: height))",
      "set bmargin at screen \(share(height - top - panel.height, of: height))",
      "unset label", "unset object", "unset logscale", "unset grid",
      "set label 1 '\(Self.title(panel.y))' at graph 0, graph 1 offset character 0,0.9 left"
        + " textcolor rgb '\(Self.ink)'",
      isLast
        ? "set xlabel '\(Self.title(panel.x))' offset 0,0.3 textcolor rgb '\(Self.ink)'"
        : "unset xlabel",
      "set key at graph 1, graph 1 right bottom horizontal Right samplen 2.5 height 0.2 width 1"
        + " textcolor rgb '\(Self.ink)'",
    ]
    for (name, axis, isLower) in [("x", panel.x, true), ("y", panel.y, false)] {
      if axis.isLogarithmic { lines.append("set logscale \(name) 10") }
      let range = axis.range ?? panel.range(isLower: isLower, of: axis)
      lines.append(
        "set \(name)range [\(range.lowerBound.shortestText):\(range.upperBound.shortestText)]")
      lines.append(Self.ticks(of: axis, name, range, hasText: isLast || !isLower))
    }
    lines.append("set grid xtics ytics linecolor rgb '\(Self.grid)' linewidth 1 dashtype solid")
    if let band = panel.band {
      lines.append(
        "set object 1 rectangle from \(band.lowerBound.shortestText), graph 0"
          + " to \(band.upperBound.shortestText), graph 1 behind fillcolor rgb '\(Self.grid)'"
          + " fillstyle solid 0.6 noborder")
    }
    let curves = panel.curves.enumerated().filter { !$0.element.points.isEmpty }
    guard !curves.isEmpty else { return lines + ["plot NaN notitle"] }
    let plots = curves.map { index, curve in
      "$data\(place)_\(index) using 1:2 \(Self.style(curve)) "
        + (curve.name.isEmpty ? "notitle" : "title '\(curve.name)'")
    }
    return lines + ["plot " + plots.joined(separator: ", ")]
  }

  private static func title(_ axis: Figure.Axis) -> String {
    axis.unit.isEmpty ? axis.label : "\(axis.label) [\(axis.unit)]"
  }

  private static func ticks(
    of axis: Figure.Axis, _ name: String, _ range: ClosedRange<Double>, hasText: Bool
  ) -> String {
    var ticks = axis.ticks
    if ticks == nil, !axis.isLogarithmic {
      ticks = marks(of: axis, over: range, parts: name == "x" ? 8 : 3)
    }
    guard let ticks else { return "set \(name)tics autofreq format '%.0s%c'; unset m\(name)tics" }
    let marks = ticks.map { "'\(hasText ? $0.text : "")' \($0.place.shortestText)" }
      .joined(separator: ", ")
    return "set \(name)tics (\(marks)); unset m\(name)tics"
  }

  /// Round marks; large numbers in thousands or millions.
  private static func marks(
    of axis: Figure.Axis, over range: ClosedRange<Double>, parts: Int
  ) -> [Figure.Tick] {
    let step = step(of: axis, over: range, parts: parts)
    let first = (range.lowerBound / step).rounded(.up)
    let (scale, suffix) =
      range.upperBound >= 1e6 ? (1e6, "M") : range.upperBound >= 1e4 ? (1e3, "k") : (1, "")
    return (0...(2 * parts)).compactMap { number in
      let place = (first + Double(number)) * step
      guard place <= range.upperBound else { return nil }
      let shown = ((place / scale) * 1e6).rounded() / 1e6
      return Figure.Tick(shown == 0 ? "0" : shown.shortestText + suffix, at: place)
    }
  }

  /// A round step that parts a range into at most so many.
  private static func step(
    of axis: Figure.Axis, over range: ClosedRange<Double>, parts: Int
  ) -> Double {
    let least = max((range.upperBound - range.lowerBound) / Double(parts), axis.isWhole ? 1 : 0)
    guard least > leastLength, least.isFinite else { return 1 }
    var power = 1.0
    while power > least { power /= 10 }
    while power * 10 <= least { power *= 10 }
    let steps = axis.isWhole && power < 10 ? [1, 2, 5, 10] : [1, 2, 2.5, 5, 10]
    return steps.map { $0 * power }.first { $0 >= least * 0.999 } ?? power * 10
  }

  /// What is shorter counts as nothing.
  static let leastLength = 1e-12

  private static func style(_ curve: Figure.Curve) -> String {
    let color = "linecolor rgb '\(FigurePicture.light(curve.color))'"
    return switch curve.form {
    case .line: "with lines linewidth 2 \(color)"
    case .dashed: "with lines linewidth 2 dashtype (9,5) \(color)"
    case .dotted: "with lines linewidth 1.5 dashtype (2,4) \(color)"
    case .steps: "with steps linewidth 2 \(color)"
    case .dashedSteps: "with steps linewidth 2 dashtype (6,3) \(color)"
    case .dots: "with points pointtype 7 pointsize 0.7 \(color)"
    case .crosses: "with points pointtype 2 pointsize 0.8 linewidth 2 \(color)"
    }
  }
}

extension Figure.Panel {
  /// The ends of an axis that its curves ask for: from 0, or from the power of ten below.
  func range(isLower: Bool, of axis: Figure.Axis) -> ClosedRange<Double> {
    let values = curves.flatMap { $0.points.map { isLower ? $0.x : $0.y } }
      .filter { $0.isFinite && (!axis.isLogarithmic || $0 > 0) }
    guard let least = values.min(), let most = values.max() else { return 0...1 }
    if axis.isLogarithmic {
      let least = max(least, FigureScript.leastLength)
      var (low, high) = (1.0, 1.0)
      while low > least { low /= 10 }
      while low * 10 <= least { low *= 10 }
      high = low * 10
      while high < most { high *= 10 }
      return low...high
    }
    if isLower { return least...(most > least ? most : least + 1) }
    let low = min(0, least)
    let room = most - low
    return low...(room > 0 ? most + 0.06 * room : low + 1)
  }
}
