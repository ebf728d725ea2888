import PerfJSON
import PerfModel
import PerfReport
import PerfResults
import Testing

@Suite struct FigureTests {
  private func figure(_ name: String, _ run: ReportedRun = LoadFixture.run()) throws -> Figure {
    try #require(StressFigures(run).all.first { $0.name == "case-1-" + name })
  }

  @Test func aLoadHasFourFigures() {
    #expect(
      StressFigures(LoadFixture.run()).all.map(\.name) == [
        "case-1-percentiles", "case-1-histogram", "case-1-throughput", "case-1-resources",
      ])
    #expect(StressFigures(ReportedRun(record: Fixture.run([]), sha256: "", version: "")).all == [])
  }

  @Test func percentilesBeyondTheSamplesAreDotted() throws {
    let figure = try figure("percentiles")
    let curves = figure.panels[0].curves
    #expect(curves.map(\.name) == ["response", "", "service", "too few samples"])
    #expect(curves.map(\.form) == [.line, .dotted, .dashed, .dotted])
    let edge = try #require(curves[0].points.last)
    #expect(curves[1].points.first == edge)
    // Of 171 samples: a percentile p needs n >= ln 0.05 / ln p.
    #expect(LoadFixture.samples == 171)
    #expect(abs(edge.x - 1 / (1 - 0.98263366157)) < 1e-4)
    #expect(figure.panels[0].x.ticks?.map(\.text).prefix(4) == ["0", "50", "90", "99"])
    #expect(
      zip(curves[0].points, curves[0].points.dropFirst()).allSatisfy {
        $0.x <= $1.x && $0.y <= $1.y
      })
  }

  @Test func histogramsCountEverySample() throws {
    let curves = try figure("histogram").panels[0].curves
    #expect(curves.count == 2)
    for curve in curves {
      let counts = curve.points.map(\.y).filter { $0 != 0.5 }
      #expect(counts.reduce(0, +) == LoadFixture.samples)
    }
  }

  @Test func longSeriesAreThinned() throws {
    var run = LoadFixture.run()
    let file = LoadFixture.folder + "throughput-series.csv"
    let row = try #require(run.tables[file]?.rows.first)
    run.tables[file]?.rows = (0..<5000).map { window in
      var row = row
      row[0] = .uint(UInt64(window))
      row[1] = .float(Double(window) / 10)
      row[5] = .uint(window == 2503 ? 999 : 1)
      return row
    }
    let figure = try figure("throughput", run)
    #expect(figure.panels[0].curves[0].points.count <= 601)
    #expect(figure.panels[1].curves[0].points.contains { $0.y == 999 })
    #expect(figure.panels[0].curves[0].points.allSatisfy { $0.y == 900 })
  }

  @Test func nothingThatAUserNamedIsInAScript() {
    let run = LoadFixture.run(name: "'; system 'touch /tmp/x' #")
    for figure in StressFigures(run).all {
      #expect(!FigureScript(figure).text.contains("touch"))
    }
  }

  @Test func equalFiguresAreEqualScripts() throws {
    #expect(try FigureScript(figure("resources")).text == FigureScript(figure("resources")).text)
    let text = FigureScript(try figure("resources")).text
    #expect(text.contains("'memory [MiB]'") && text.contains("'time [s]'"))
    #expect(text.components(of: "set xtics ('' 0,") == 3)
    #expect(text.contains("set xtics ('0' 0, '0.2' 0.2,"))
  }

  @Test func largeNumbersAreShort() throws {
    var figure = try figure("throughput")
    figure.panels[0].curves[0].points = [.init(0, 0), .init(1, 2_400_000)]
    #expect(FigureScript(figure).text.contains("set ytics ('0' 0, '1M' 1000000, '2M' 2000000)"))
  }

  @Test func aSeriesThatNeverChangesHasARange() throws {
    let figure = try figure("resources")
    let text = FigureScript(figure).text
    #expect(text.contains("set yrange [0:1.06]"))
    #expect(!text.contains("nan") && !text.contains("inf"))
  }

  private static let drawn = """
    <?xml version="1.0"?>
    <svg width="10" height="10"
     xmlns="http://www.w3.org/2000/svg">
    <title>Gnuplot</title>
    <desc>Produced by GNUPLOT 5.4</desc>
    <g id="gnuplot_canvas">
    <defs>
    <path id='gpPt0'/>
    </defs>
    <rect fill="#ffffff"/>
    <path stroke='rgb(  0, 114, 178)'/><text fill="rgb(31,35,40)">1</text>
    <use xlink:href='#gpPt6' color='rgb(0,114,178)'/>
    </g>
    </svg>
    """

  @Test func picturesChangeTheirColoursOnDarkPages() throws {
    var figure = try figure("resources")
    figure.title = "a < b"
    let picture = try #require(FigurePicture(figure, drawn: Self.drawn))
    #expect(picture.file.hasPrefix("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<svg role=\"img\""))
    #expect(picture.file.contains("<title>a &lt; b</title>"))
    #expect(picture.file.contains("stroke='#0072b2'") && picture.file.contains("fill=\"#1f2328\""))
    #expect(picture.file.contains("prefers-color-scheme:dark"))
    #expect(picture.file.contains("[stroke=\"#0072b2\"]{stroke:#56b4e9}"))
    #expect(!picture.file.contains("rgb(") && !picture.file.contains("Produced by"))
    #expect(picture.inline.contains("id=\"case-1-resources-gpPt6\""))
    #expect(picture.inline.contains("'#case-1-resources-gpPt6'"))
    #expect(picture.inline.hasPrefix("<svg"))
    #expect(FigurePicture(figure, drawn: "no picture") == nil)
  }

  @Test func theDocumentNamesWhatTheFigureWasMadeFrom() throws {
    let document = FigureDocument(
      try figure("percentiles"), of: LoadFixture.run(), gnuplot: "5.4.4",
      picture: (file: "case-1-percentiles.svg", sha256: "22")
    ).json
    #expect(document["format"]?.text == "perfkit-figure/1")
    #expect(document["seed"]?.integer == 42)
    #expect(document["sources"]?.elements?.count == 2)
    #expect(
      document["command"]?.text == "perfkit report 20270115T080000Z-00000000 --figures figures")
    let panel = try #require(document["panels"]?.elements?.first)
    #expect(panel["x"]?["scale"]?.text == "logarithmic")
    #expect(panel["x"]?["unit"]?.text == "%")
  }
}

extension String {
  /// How often a part occurs.
  fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
