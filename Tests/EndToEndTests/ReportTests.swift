import Glibc
import PerfJSON
import Testing

/// What `perfkit report` makes of runs and comparisons.
@Suite struct ReportTests {
  private static func loaded(_ name: String = "load") throws -> Project {
    let project = try Project(
      Project.Plan(
        kind: "stress",
        cases: [
          "{name: \(name), command: [./engine.sh], load: {drive: lines, arrivals: constant, "
            + "rate: 200/s, duration: 500ms}, objectives: [\"lost = 0\", \"done < 7\"]}"
        ]), engine: StressTests.echo)
    try project.perfkit("stress", "--no-lock", exits: 2, "fail")
    return project
  }

  @Test func theNewestRunIsReported() throws {
    let project = try Self.loaded()
    let ended = try project.start(["report"]).wait()
    #expect(ended.status == 0 && ended.errors == "")
    #expect(ended.output.hasPrefix("# demo: stress of 20"))
    #expect(ended.output.contains("\n**fail**  1 case, 1 run, 1 of 2 objectives missed"))
    #expect(ended.output.contains("| `load` | `done < 7` | **missed** | 100 |"))
    #expect(ended.output.contains("100 offered, 100 done"))
    #expect(!ended.output.contains(project.root))
    #expect(!ended.output.contains("!["))
    project.expectNothingLeft()
  }

  @Test func aRunIsNamedInManyWays() throws {
    let project = try Self.loaded()
    let id = try #require(names(inFolder: project.folder + "/.perfkit/runs").first)
    let whole = try project.start(["report"]).wait().output
    for name in [
      id, String(id.suffix(8)), String(id.prefix(15)), ".perfkit/runs/\(id)",
      ".perfkit/runs/\(id)/run.json",
    ] {
      #expect(try project.start(["report", name]).wait().output == whole, "\(name)")
    }
    try project.perfkit("stress", "--no-lock", exits: 2, "fail")
    let several = try project.perfkit("report", "20", exits: 64, "usage")
    #expect(several.errors.contains("'20' names several runs"))
  }

  @Test func theNewestOfOneSecondIsTheLastOne() throws {
    let project = try Project(.init(), engine: Project.leaving())
    var made: [String] = []
    for _ in 0..<8 {
      made.append(try #require(try project.perfkit("smoke").document["id"]?.text))
      let newest = try project.perfkit("report").document
      #expect(newest["document"]?["id"]?.text == made.last)
    }
    #expect(names(inFolder: project.folder + "/.perfkit/runs").sorted() == made)
    #expect(made.allSatisfy { $0.count == 25 })
  }

  @Test func whatIsNotThereIsSaidSo() throws {
    let project = try Self.loaded()
    let id = try #require(names(inFolder: project.folder + "/.perfkit/runs").first)
    let slip = String(id.dropLast(2)) + "zz"
    let unknown = try project.perfkit("report", slip, exits: 64, "usage")
    #expect(unknown.errors.contains("there is no run '\(slip)'"))
    #expect(unknown.errors.contains("did you mean '\(id)'?"))
    let file = try project.perfkit("report", "no/such.json", exits: 1, "error")
    #expect(file.errors.contains("no/such.json"))
    try project.write("{\"format\": \"perfkit-list/1\"}", to: "list.json")
    let other = try project.perfkit("report", "list.json", exits: 1, "error")
    #expect(other.errors.contains("'format' should be perfkit-run/1 or perfkit-comparison/1"))
    try project.write("{", to: "broken.json")
    try project.perfkit("report", "broken.json", exits: 1, "error")
    let format = try project.perfkit("report", "--format", "pdf", exits: 64, "usage")
    #expect(format.errors.contains("pdf"))
    let folder = try project.start(["report", "--output", "no/such/report.html"]).wait()
    #expect(folder.status == 1)
    #expect(folder.errors.contains("no/such/report.html"))
  }

  @Test func withoutARunThereIsNothingToReport() throws {
    let project = try Project(.init())
    let none = try project.perfkit("report", exits: 3, "missing")
    #expect(none.errors.contains("no run is kept here yet"))
    let unknown = try project.perfkit("report", "abc", exits: 64, "usage")
    #expect(unknown.errors.contains("there is no run 'abc'"))
    let empty = try Project()
    let ended = try empty.start(["report"]).wait()
    #expect(ended.status == 64)
    #expect(ended.errors.contains("there is no perfkit.yaml"))
  }

  @Test func htmlStandsAlone() throws {
    let project = try Self.loaded("'a\\|b'".replacing("\\|", with: "-"))
    let ended = try project.start(["report", "--output", "r.html"]).wait()
    #expect(ended.status == 0)
    #expect(ended.output.contains("r.html  "))
    #expect(ended.output.contains("4 figures"))
    let text = try project.read("r.html")
    #expect(text.hasPrefix("<!DOCTYPE html>"))
    #expect(text.components(of: "<svg").count == 5)
    #expect(!text.contains("<script") && !text.contains("src=") && !text.contains("url("))
    #expect(!text.contains(project.root))
    #expect(text.contains("sha256:"))
    project.expectNothingLeft()
  }

  /// The words of perfkit's own line below "Again".
  private static func again(_ project: Project, _ command: String) throws -> [String] {
    let report = try project.start(["report"]).wait().output
    let lines = report.split(separator: "\n").drop { $0 != "## Again" }
    let line = try #require(lines.first { $0.hasPrefix("perfkit \(command)") })
    let words = try project.sh("set -- \(line); shift; printf '%s\\n' \"$@\"")
    return words.split(separator: "\n").map(String.init)
  }

  @Test func theCommandBelowAgainRepeatsTheRun() throws {
    let cases = ["one", "two"].map { name in
      "{name: \(name), command: [./engine.sh], load: {drive: lines, arrivals: poisson, "
        + "rate: 200/s, duration: 300ms}, objectives: [\"done < 100\"]}"
    }
    let project = try Project(
      Project.Plan(
        engine: "{source: ., build: steps, steps: [], variants: {v: {environment: {V: \"1\"}}}}",
        kind: "stress", cases: cases), engine: StressTests.echo)
    for options in [
      ["--suite", "main", "--case", "t*", "--repeat", "2", "--seed", "7", "--variant", "v"],
      ["--case", "{one,x y}", "--timeout", "1500ms", "--counters", "none", "--fail-fast"],
      ["--case", "one", "--knee", "--knee-runs", "1", "--strict"],
    ] {
      let first = try project.perfkit(["stress"] + options + ["--no-lock"])
      let words = try Self.again(project, "stress")
      #expect(words == ["stress"] + options)
      let second = try project.perfkit(words + ["--no-lock"])
      for call in [first, second] {
        #expect(call.document["arguments"]?.elements?.compactMap(\.text) == options)
      }
      #expect(first.digests == second.digests && !first.digests.isEmpty)
    }
  }

  @Test func figuresAreTheSameBytesTwice() throws {
    let project = try Self.loaded()
    let first = try project.start(["report", "--figures", "one"]).wait()
    #expect(first.output.contains("](<one/case-1-throughput.svg>)"))
    try project.sh("sleep 1.1")
    let document = try project.perfkit("report", "--figures", "two").document
    try project.sh("diff -r one two")
    let drawn = document["figures"]?.elements ?? []
    #expect(drawn.count == 4)
    for figure in drawn {
      let name = figure["name"]?.text ?? ""
      let side = try project.json("two/\(name).json")
      #expect(side["format"]?.text == "perfkit-figure/1")
      #expect(side["picture"]?["sha256"]?.text == figure["sha256"]?.text)
      let sum = try project.sh("sha256sum < 'two/\(name).svg'").prefix(64)
      #expect(figure["sha256"]?.text == String(sum))
      for source in side["sources"]?.elements ?? [] {
        let file = try #require(source["file"]?.text)
        let found = try project.sh("cat .perfkit/runs/*/'\(file)' | sha256sum").prefix(64)
        #expect(source["sha256"]?.text == String(found))
      }
      try project.sh("python3 -c 'import xml.dom.minidom as m; m.parse(\"two/\(name).svg\")'")
    }
  }

  @Test func markdownBesideItsFigures() throws {
    let project = try Self.loaded()
    try project.sh("mkdir doc")
    let ended = try project.start(["report", "--output", "doc/r.md"]).wait()
    #expect(ended.status == 0)
    #expect(try project.read("doc/r.md").contains("](<r-figures/case-1-percentiles.svg>)"))
    #expect(try project.read("doc/r-figures/case-1-percentiles.svg").contains("</svg>"))
  }

  @Test func withoutGnuplotTheFiguresAreLeftOut() throws {
    let project = try Self.loaded()
    try project.sh("mkdir bin; ln -s /bin/sh bin/sh")
    let path = ["PATH": project.folder + "/bin"]
    let ended = try project.start(["report", "--output", "r.html"], setting: path).wait()
    #expect(ended.status == 0)
    #expect(ended.errors.contains("4 figures are left out: there is no gnuplot"))
    #expect(ended.errors.contains("gnuplot-nox"))
    let text = try project.read("r.html")
    #expect(!text.contains("<svg") && text.contains("gnuplot-nox"))
    let strict = try project.start(
      ["report", "--format", "html", "--strict"], setting: path
    ).wait()
    #expect(strict.status == 2)
    let plain = try project.start(["report"], setting: path).wait()
    #expect(plain.status == 0 && plain.errors == "")
    let broken = try project.sh(
      "printf '#!/bin/sh\\nexit 3\\n' > bin/gnuplot; chmod +x bin/gnuplot")
    #expect(broken == "")
    let failed = try project.start(["report", "--output", "r.html"], setting: path).wait()
    #expect(failed.status == 0)
    #expect(failed.errors.contains("gnuplot did not draw it"))
    project.expectNothingLeft()
  }

  @Test func aChangedOrMissingTableIsLeftOut() throws {
    let project = try Self.loaded()
    try project.sh("for f in .perfkit/runs/*/cases/*/0/throughput-series.csv; do echo >> $f; done")
    let changed = try project.start(["report", "--figures", "f"]).wait()
    let said = "throughput-series.csv is not what the run left: its SHA-256 is another one"
    #expect(changed.status == 6)
    #expect(changed.errors.contains("refused: cases/001-load/0/" + said))
    #expect(changed.output.contains("\n\n## Why\n\n- cases/001-load/0/" + said))
    #expect(changed.output.contains(", 1 file not as the run left it (exit 2)\n"))
    #expect(!changed.output.contains("throughput.svg"))
    let document = try project.perfkit("report", exits: 6, "refused").document
    #expect(document["errors"]?.elements?.first?["code"]?.text == "report.changed-file")
    let junit = try project.start(["report", "--format", "junit"]).wait()
    #expect(junit.status == 6 && junit.output.contains("name=\"report.changed-file\""))
    let github = try project.start(["report", "--format", "github"]).wait()
    #expect(github.output.contains("::error") && github.output.contains(said))
    try project.sh("cp .perfkit/runs/*/run.json alone.json")
    let alone = try project.start(["report", "alone.json"]).wait()
    let lacks = "7 files of the run do not lie beside the record"
    #expect(alone.status == 0 && alone.errors.contains("warning: " + lacks))
    #expect(alone.output.contains("\n\n## Why\n\n- " + lacks))
    let strict = try project.perfkit("report", "alone.json", "--strict", exits: 2, "fail")
    #expect(
      strict.document["warnings"]?.elements?.compactMap { $0["code"]?.text }
        == ["report.missing-files"])
  }

  @Test func aFileThatCannotBeReadIsNotTakenForAbsent() throws {
    let project = try Self.loaded()
    try project.sh(
      "for f in .perfkit/runs/*/cases/*/0/resource-series.csv; do rm $f; mkdir $f; done")
    let ended = try project.start(["report"]).wait()
    #expect(ended.status == 6)
    #expect(
      ended.errors.contains(
        "resource-series.csv cannot be held against the record: Is a directory"))
  }

  @Test func aRecordWithoutDigestsOfHistogramsSaysSo() throws {
    let project = try Self.loaded()
    try project.sh(
      """
      python3 - .perfkit/runs/*/run.json <<'END'
      import json, sys
      record = json.load(open(sys.argv[1]))
      for entry in record["cases"]: del entry["files"]
      json.dump(record, open(sys.argv[1], "w"))
      END
      """)
    let ended = try project.start(["report", "--figures", "f"]).wait()
    #expect(ended.status == 0)
    #expect(
      ended.output.contains("The record has no digest of cases/001-load/0/response.hlog, which"))
    #expect(ended.output.contains("percentiles.svg"))
  }

  @Test(arguments: ["response.hlog", "service.hgrm"])
  func aChangedHistogramIsLeftOut(name: String) throws {
    let project = try Self.loaded()
    let run = try #require(names(inFolder: project.folder + "/.perfkit/runs").first)
    let record = try project.json(".perfkit/runs/\(run)/run.json")
    let file = "cases/001-load/0/" + name
    let sum = try project.sh("sha256sum .perfkit/runs/*/\(file) | cut -c1-64")
    let kept = try #require(record["cases"]?.elements?.first?["files"]?.elements)
    #expect(kept.count == 4)
    #expect(
      kept.first { $0["file"]?.text == file }?["sha256"]?.text == String(sum.prefix(64)))
    try project.sh("echo '# more' >> .perfkit/runs/\(run)/\(file)")
    let changed = try project.start(["report", "--output", "r.html"]).wait()
    #expect(changed.status == 6)
    #expect(changed.errors.contains("\(file) is not what the run left"))
    let hasFigure = try project.read("r.html").contains("sha256:\(sum.prefix(64))")
    #expect(!hasFigure)
  }

  @Test func aHistogramThatTheRecordDoesNotNameIsLeftOut() throws {
    let project = try Self.loaded()
    try project.sh("sed -i 's|0/response.hlog|0/other.hlog|' .perfkit/runs/*/run.json")
    let ended = try project.start(["report"]).wait()
    #expect(ended.status == 0)
    #expect(ended.errors.contains("1 file of the run does not lie beside the record"))
  }

  @Test func aTableThatCannotBeReadIsAWarning() throws {
    let project = try Self.loaded()
    try project.sh("sed -i 's|throughput-series/1|resource-series/1|' .perfkit/runs/*/run.json")
    let ended = try project.start(["report"]).wait()
    #expect(ended.status == 0)
    #expect(
      ended.errors.contains(
        "warning: cases/001-load/0/throughput-series.csv cannot be read as resource-series/1"))
  }

  @Test func aRecordMayNotNameFilesOutsideItsFolder() throws {
    let project = try Self.loaded()
    try project.sh(
      """
      cd .perfkit/runs/*/; echo 'level,secret' > ../../../secret.csv; echo 'a,hidden' >> ../../../secret.csv
      sum=$(sha256sum < ../../../secret.csv | cut -c1-64)
      sed -i "s|\\"file\\": \\"cases[^\\"]*throughput-series.csv\\"|\\"file\\": \\"cases/001-load/0/../../../../../../secret.csv\\"|; s|throughput-series/1|other/1|" run.json
      """)
    let ended = try project.start(["report"]).wait()
    #expect(ended.status == 6)
    #expect(ended.errors.contains("cannot be held against the record: Operation not permitted"))
    #expect(!ended.output.contains("hidden"))
  }

  @Test func otherToolsAreServed() throws {
    let project = try Self.loaded()
    let csv = try project.start(["report", "--format", "csv"]).wait().output
    let table = try project.sh("cat .perfkit/runs/*/run-summary.csv")
    #expect(csv == table)
    let junit = try project.start(["report", "--format", "junit"]).wait().output
    #expect(junit.contains("<testsuite name=\"main\" tests=\"3\" failures=\"1\" errors=\"0\""))
    #expect(junit.contains("name=\"done &lt; 7\""))
    let github = try project.start(["report", "--format", "github"]).wait().output
    #expect(github.contains("::error file=perfkit.yaml,line="))
    let json = try project.start(["report", "--json"]).wait().output
    let document = try JSON.parse(Array(json.utf8))
    #expect(document["document"]?["format"]?.text == "perfkit-run/1")
    #expect(document["exit"]?.integer == 0)
    #expect(try project.start(["report", "--format", "json"]).wait().output == json)
  }

  @Test func testsTellWhatABaselineSays() throws {
    let project = try Project(.init(suite: ["baseline: main"]), engine: Project.leaving("1"))
    try project.perfkit("baseline", "record", "main")
    try project.write("#!/bin/sh\n" + Project.leaving("2") + "\n", to: "engine.sh")
    try project.perfkit("smoke", exits: 2, "fail")
    let junit = try project.start(["report", "--format", "junit"]).wait().output
    #expect(
      junit.contains(
        "<testsuite name=\"main against its baseline\" tests=\"2\" failures=\"1\" errors=\"0\""),
      "\(junit)")
  }

  @Test func aComparisonIsReported() throws {
    let project = try Project(.init(), engine: Project.leaving())
    try project.perfkit("smoke")
    try project.sh("cp .perfkit/runs/*/run.json one.json")
    let document = try project.perfkit("compare", "one.json", "one.json").document
    try project.write(document.document, to: "comparison.json")
    let ended = try project.start(["report", "comparison.json"]).wait()
    #expect(ended.output.contains("# one.json against one.json"))
    #expect(ended.output.contains("| `quick` |"))
    let csv = try project.start(["report", "comparison.json", "--format", "csv"]).wait().output
    #expect(csv.hasPrefix("suite,case,metric,unit,gating,base,head,"))
    let html = try project.start(["report", "comparison.json", "--format", "html"]).wait().output
    #expect(html.contains("</html>"))
  }

  @Test func aClosedPipeEndsTheOutputOnly() throws {
    let project = try Self.loaded()
    for format in ["markdown", "html", "json"] {
      let ended = try project.start(["report", "--format", format], output: .closedPipe).wait()
      #expect(ended.status == 0, "\(format)")
    }
  }

  @Test func stressNamesItsReport() throws {
    let project = try Self.loaded()
    let before = Set(names(inFolder: project.folder + "/.perfkit/runs"))
    let ended = try project.start(["stress", "--no-lock"]).wait()
    let after = Set(names(inFolder: project.folder + "/.perfkit/runs"))
    let id = try #require(after.subtracting(before).first)
    #expect(ended.output.contains("perfkit report \(id) --output report.html"))
  }
}

extension String {
  fileprivate func components(of part: String) -> [Substring] { split(separator: part) }
}
