public import PerfJSON
internal import PerfModel

/// What stands beside a figure (`perfkit-figure/1`): what it shows, from what, and how it is drawn
/// again.
public struct FigureDocument: Sendable {
  private let figure: Figure
  private let run: ReportedRun
  private let gnuplot: String
  private let picture: (file: String, sha256: String)

  /// Makes the document of a figure of a run.
  /// - Parameters:
  ///   - gnuplot: the version that drew it.
  ///   - picture: the figure's file, as seen from the document, with the SHA-256 of its bytes.
  public init(
    _ figure: Figure, of run: ReportedRun, gnuplot: String, picture: (file: String, sha256: String)
  ) {
    self.figure = figure
    self.run = run
    self.gnuplot = gnuplot
    self.picture = picture
  }

  /// The command that draws the figures of a run again.
  public static func command(_ run: ReportedRun) -> String {
    "perfkit report \(RunPage.shellWord(run.record.id)) --figures figures"
  }

  /// The document.
  public var json: JSON {
    .object([
      ("format", .string("perfkit-figure/1")), ("name", .string(figure.name)),
      ("title", .string(figure.title)), ("caption", .string(figure.caption)),
      (
        "picture",
        .object([("file", .string(picture.file)), ("sha256", .string(picture.sha256))])
      ),
      (
        "run",
        .object([("id", .string(run.record.id)), ("sha256", .string(run.sha256))])
      ),
      ("suite", .string(figure.suite)), ("case", .string(figure.caseName)),
      ("seed", .integer(figure.seed)), ("panels", .array(figure.panels.map(Self.json))),
      (
        "sources",
        .array(
          figure.sources.map {
            .object([("file", .string($0.file)), ("sha256", .string($0.sha256))])
          })
      ),
      ("command", .string(Self.command(run))), ("gnuplot", .string(gnuplot)),
      ("perfkit", .string(run.version)),
    ])
  }

  private static func json(_ panel: Figure.Panel) -> JSON {
    .object([
      ("x", json(panel.x)), ("y", json(panel.y)),
      (
        "curves",
        .array(
          panel.curves.filter { !$0.points.isEmpty }.map { curve in
            .object([
              ("name", .string(curve.name)), ("form", .string(curve.form.rawValue)),
              ("points", .integer(curve.points.count)),
            ])
          })
      ),
    ])
  }

  private static func json(_ axis: Figure.Axis) -> JSON {
    .object([
      ("label", .string(axis.label)), ("unit", .string(axis.unit)),
      ("scale", .string(axis.isLogarithmic ? "logarithmic" : "linear")),
    ])
  }
}
