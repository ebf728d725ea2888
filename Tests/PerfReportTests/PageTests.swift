import Glibc
import PerfFiles
import PerfModel
import PerfReport
import PerfResults
import Testing

@Suite struct PageTests {
  private static let hostile = "a|b <i>x</i> `c` *d* [e](f) \"g\" 'h' &amp; \u{1B}[31m\nj"

  /// With PERFKIT_GOLDEN=write in the environment the files are written first: read the difference.
  private static func expect(_ text: String, equals name: String) throws {
    let path = Path.folder(of: #filePath) + "/Golden/" + name
    if getenv("PERFKIT_GOLDEN") != nil { try File.write(text.utf8, to: path) }
    #expect(String(decoding: try File.read(path), as: UTF8.self) == text, "\(name)")
  }

  private var links: [String: MarkdownPage.FigureLink] {
    Dictionary(
      uniqueKeysWithValues: StressFigures(LoadFixture.run()).all.map {
        ($0.name, .init(file: "figures/\($0.name).svg", title: $0.title, caption: $0.caption))
      })
  }

  @Test func markdownIsTheGoldenOne() throws {
    try Self.expect(
      MarkdownPage(figures: links).text(RunPage(LoadFixture.run()).page), equals: "run.md")
  }

  @Test func htmlIsTheGoldenOne() throws {
    let pictures = links.mapValues { link in
      HTMLPage.Picture(
        svg: "<svg/>", caption: link.caption, origin: ["made of \(link.title)"])
    }
    try Self.expect(
      HTMLPage(style: "body {}\n", pictures: pictures).text(RunPage(LoadFixture.run()).page),
      equals: "run.html")
  }

  @Test func aKneeIsShownWithItsInterval() throws {
    var run = LoadFixture.run()
    run.record.cases[0].rungs = [
      .init(rate: 1000, isMet: true, broken: []),
      .init(rate: 2000, isMet: false, broken: ["p99 < 1"]),
      .init(rate: 1000, isMet: true, broken: [], seed: 43),
    ]
    var knee = CaseRecord.Knee(confidence: 0.95, runs: 7)
    (knee.rate, knee.lower) = (1000, 1000)
    run.record.cases[0].knee = knee
    run.record.arguments = ["--suite", "load", "--knee", "--knee-runs", "7"]
    let text = MarkdownPage(figures: [:]).text(RunPage(run).page)
    #expect(text.contains("| 95 % interval | 1.000 k msg/s … ? |"))
    #expect(text.contains("| 1.000 k msg/s | 2 | 0 |  |"))
    #expect(text.contains("| 2.000 k msg/s | 0 | 1 | p99 &lt; 1 |"))
    #expect(text.contains("perfkit stress --suite load --knee --knee-runs 7\n"))
  }

  @Test func resourcesStandRunByRun() {
    var run = LoadFixture.run()
    run.record.cases[0].runs += [run.record.cases[0].runs[0]]
    run.record.cases[0].samples = run.record.cases[0].samples.map {
      let more = [
        "descriptors_slope": 0.5, "descriptors_slope_low": -1, "descriptors_slope_high": 4,
      ]
      var samples = $0
      samples.values += [more[samples.metric] ?? samples.values[0] + 1]
      return samples
    }
    let text = MarkdownPage(figures: [:]).text(RunPage(run).page)
    #expect(text.contains("| resource | run | slope a second | 95 % interval | reading |"))
    #expect(text.contains("| descriptors | 0 | 2.500 | 2.250 … 2.750 | **rises** |"))
    #expect(text.contains("| descriptors | 1 | 0.500 | -1 … 4 | no trend shown |"))
    #expect(text.contains("Medians of 2 runs."))
    #expect(
      text.contains(
        "| figures and result tables | of run 1, which of runs 0 to 1 has the longest response time |"
      ))
    // A run without slopes: which ones the others are of is not known.
    run.record.cases[0].runs += [run.record.cases[0].runs[0]]
    let some = MarkdownPage(figures: [:]).text(RunPage(run).page)
    #expect(some.contains("| descriptors | unknown | 2.500 |"))
  }

  @Test func whatCannotBeBroughtBackIsSaid() {
    var run = LoadFixture.run()
    func text() -> String { MarkdownPage(figures: [:]).text(RunPage(run).page) }
    run.record.arguments = ["--case", "a b/*", "--seed", "7", "--ref", "main"]
    #expect(text().contains("\nThe work tree differed from the commit, and these commands bring "))
    run.record.revision?.dirty = false
    #expect(!text().contains("The work tree differed"))
    #expect(text().contains("\ngit checkout 0123456789abcdef"))
    let commit = "0123456789abcdef0123456789abcdef01234567"
    run.record.revision?.ref = "main"
    #expect(text().contains("Only the engine's sources are those of main, \(commit): perfkit.yaml"))
    #expect(text().contains("\nperfkit stress --case 'a b/*' --seed 7 --ref \(commit)\n"))
    #expect(!text().contains("git checkout"))
    run.record.revision = nil
    run.record.content = "cafe"
    #expect(text().contains("The sources were in no commit, so that no command brings them back: "))
    #expect(text().contains("their digest is cafe."))
  }

  @Test func figuresThatWereNotDrawnAreLeftOut() {
    let page = RunPage(LoadFixture.run()).page
    #expect(!MarkdownPage(figures: [:]).text(page).contains("!["))
    #expect(!HTMLPage(style: "", pictures: [:]).text(page).contains("<figure"))
  }

  @Test func namesMeanNothingToMarkdown() {
    let text = MarkdownPage(figures: [:]).text(
      RunPage(LoadFixture.run(name: Self.hostile)).page)
    for line in text.split(separator: "\n") where line.hasPrefix("| ``a") {
      #expect(line.contains("``a\\|b <i>x</i> `c` *d*"))
    }
    #expect(text.contains("## a\\|b &lt;i&gt;x&lt;/i&gt; \\`c\\` \\*d\\* \\[e\\](f)"))
    #expect(!text.contains("\u{1B}"))
    #expect(text.contains("\\x1B"))
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("|") }
    #expect(rows.contains { $0.contains("a\\|b &lt;c&gt;") })
  }

  @Test func namesMeanNothingToHTML() {
    let text = HTMLPage(style: "", pictures: [:]).text(
      RunPage(LoadFixture.run(name: "<script>alert('x')</script>\"&")).page)
    #expect(!text.contains("<script"))
    #expect(text.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;"))
    #expect(!text.contains("http"))
  }

  @Test func aLongTableIsCut() {
    var run = LoadFixture.run()
    let file = LoadFixture.folder + "depth.csv"
    let row = run.tables[file]?.rows.first ?? []
    run.tables[file]?.rows = Array(repeating: row, count: 100)
    let text = MarkdownPage(figures: [:]).text(RunPage(run).page)
    #expect(text.contains("40 of 100 rows; the others are in \(MarkdownPageText.escaped(file))."))
  }

  @Test func aRunWithoutLoadShowsItsMetrics() {
    let text = MarkdownPage(figures: [:]).text(
      RunPage(
        ReportedRun(record: Fixture.run([Fixture.entry("quick")]), sha256: "", version: "1")
      ).page)
    #expect(text.contains("| `wall_time` | 500.0 ms | 400.0 ms | 600.0 ms | 3 |"))
    #expect(text.hasPrefix("# demo: smoke of 2027-01-15 08:00:00 UTC\n\n**pass**  1 case, 3 runs"))
  }

  @Test func aComparisonHasItsRows() {
    var row = Fixture.row("quick", "p99", verdict: .fail, change: 90, notes: ["noise"])
    row.intervalPercent = 70...110
    row.pairs = 10
    let comparison = Fixture.comparison([
      row, Fixture.row("quick", "r.csv", verdict: .pass, unit: "digest"),
      Fixture.row("quick", "wall_time", verdict: nil, gating: false),
    ])
    let text = MarkdownPage(figures: [:]).text(ComparisonPage(comparison, sha256: "aa").page)
    #expect(
      text.contains(
        "| `quick` | `p99` | 123.5 us | 234.6 us | +90.0 % | +70.0 % … +110 % | 10 | **fail** | noise |"
      ))
    #expect(text.contains("2 rows decide, 1 of them to look at"))
    let csv = ComparisonExport.csv(comparison).split(separator: "\n")
    #expect(csv.count == 4)
    #expect(csv[1] == "smoke,quick,p99,us,true,123.456,234.567,90,70,110,,10,fail,noise")
  }
}

/// What the page makes of a plain text.
private enum MarkdownPageText {
  static func escaped(_ text: String) -> String { text.replacing("_", with: "\\_") }
}
