/// A figure as values: panels one below the other, with curves over a common axis.
public struct Figure: Sendable, Hashable {
  /// An axis with its unit.
  public struct Axis: Sendable, Hashable {
    /// What it measures.
    public var label: String
    /// In which unit; empty of plain numbers.
    public var unit: String
    /// Whether equal distances are equal ratios.
    public var isLogarithmic: Bool
    /// Whether it counts things, so that no mark lies between whole numbers.
    public var isWhole: Bool
    /// The ends; nil: those of the curves.
    public var range: ClosedRange<Double>?
    /// Marks with their texts; nil: round numbers.
    public var ticks: [Tick]?

    /// Makes an axis.
    public init(
      _ label: String, unit: String = "", logarithmic: Bool = false,
      whole: Bool = false, range: ClosedRange<Double>? = nil, ticks: [Tick]? = nil
    ) {
      self.label = label
      self.unit = unit
      self.isLogarithmic = logarithmic
      self.isWhole = whole
      self.range = range
      self.ticks = ticks
    }
  }

  /// A mark of an axis.
  public struct Tick: Sendable, Hashable {
    /// What stands beside it.
    public var text: String
    /// Where it is.
    public var place: Double

    /// Makes a mark.
    public init(_ text: String, at place: Double) {
      self.text = text
      self.place = place
    }
  }

  /// A point of a curve.
  public struct Point: Sendable, Hashable {
    /// Along the lower axis.
    public var x: Double
    /// Along the left axis.
    public var y: Double

    /// Makes a point.
    public init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// A curve: colour and form together say which one it is, so that neither is needed alone.
  public struct Curve: Sendable, Hashable {
    /// How points are joined.
    public enum Form: String, Sendable, Hashable {
      case line, dashed, dotted, steps, dots, crosses
      case dashedSteps = "dashed-steps"
    }
    /// Colours that stay apart for people who see few of them (Okabe & Ito 2008).
    public enum Color: String, Sendable, Hashable, CaseIterable {
      case blue, vermillion, green, orange, purple, grey
    }

    /// What it shows; empty: no entry in the legend.
    public var name: String
    /// How points are joined.
    public var form: Form
    /// Its colour.
    public var color: Color
    /// The points in order.
    public var points: [Point]

    /// Makes a curve.
    public init(_ name: String, _ form: Form, _ color: Color, _ points: [Point]) {
      self.name = name
      self.form = form
      self.color = color
      self.points = points
    }
  }

  /// Curves over two axes.
  public struct Panel: Sendable, Hashable {
    /// The lower axis.
    public var x: Axis
    /// The left axis.
    public var y: Axis
    /// The curves.
    public var curves: [Curve]
    /// A part of the lower axis that is shaded.
    public var band: ClosedRange<Double>?
    /// The height of its drawing, in points.
    public var height: Int

    /// Makes a panel.
    public init(
      x: Axis, y: Axis, _ curves: [Curve], band: ClosedRange<Double>? = nil, height: Int = 90
    ) {
      self.x = x
      self.y = y
      self.curves = curves
      self.band = band
      self.height = height
    }
  }

  /// A file that a figure was made from.
  public struct Source: Sendable, Hashable {
    /// The file, relative to the run's folder.
    public var file: String
    /// SHA-256 of its bytes.
    public var sha256: String

    /// Makes an entry.
    public init(file: String, sha256: String) {
      self.file = file
      self.sha256 = sha256
    }
  }

  /// The name, which is also that of its file.
  public var name: String
  /// The title.
  public var title: String
  /// The sentence below it.
  public var caption: String
  /// The panels, the highest first.
  public var panels: [Panel]
  /// What it was made from.
  public var sources: [Source]
  /// The suite of the case that it shows.
  public var suite: String
  /// The full name of that case.
  public var caseName: String
  /// The seed of that case.
  public var seed: UInt64

  /// Whether there is anything to see.
  public var isEmpty: Bool {
    panels.allSatisfy { panel in panel.curves.allSatisfy(\.points.isEmpty) }
  }
}
