import PerfArguments
import Testing

@Suite struct HelpTests {
  @Test func `help of the program`() throws {
    #expect(
      try program.help(for: []).text(bold: false) == """
        Test and release tools for fast programs.

        Usage: perfkit [OPTIONS] COMMAND

        Measure:
          smoke     Run every smoke suite once and compare it with the baseline.
          run       Measure any command.

        Commands:
          build     Build engines.
          convert   Convert between formats.
          baseline  Keep records to compare with.
          help      Show the help of a command.

        Options:
              --config FILE  Read this plan instead of the nearest perfkit.yaml.
              --json         Print one JSON document.
          -v, --verbose      Say more.
              --color WHEN   Colour the output. [auto, always, never; default: auto]
          -h, --help         Show this help and end.
              --version      Print the version and end.

        Examples:
          perfkit smoke
              Is everything still right and fast?

        Exit codes:
          0   passed
          3   inconclusive, or evidence is missing
          64  wrong usage

        'perfkit help COMMAND' shows the options of a command.

        """)
  }

  @Test func `help of smoke`() throws {
    #expect(
      try program.help(for: ["smoke"]).text(bold: false) == """
        Run every smoke suite once and compare it with the baseline.

        Usage: perfkit smoke [OPTIONS]

        Options:
              --suite NAME        Run only this suite. [repeatable]
              --seed N            Run with this seed.
          -n, --repeat N          Run each case N times. [default: 3]
              --timeout DURATION  End a run that takes longer, with everything it has
                                  started.
              --fail-fast         Stop at the first failure.

        Global options:
              --config FILE       Read this plan instead of the nearest perfkit.yaml.
              --json              Print one JSON document.
          -v, --verbose           Say more.
              --color WHEN        Colour the output. [auto, always, never; default:
                                  auto]
          -h, --help              Show this help and end.
              --version           Print the version and end.

        Examples:
          perfkit smoke --suite quick
              Run one suite.
          perfkit smoke -n 10 --fail-fast
              Look for an unstable digest.

        Exit codes:
          0  passed
          3  inconclusive, or evidence is missing

        """)
  }

  @Test func `help of baseline`() throws {
    #expect(
      try program.help(for: ["baseline"]).text(bold: false) == """
        Keep records to compare with.

        Usage: perfkit baseline [OPTIONS] COMMAND

        A baseline is a record with a name.

        Commands:
          record  Store the newest run.
          list    List what is stored.

        Global options:
              --config FILE  Read this plan instead of the nearest perfkit.yaml.
              --json         Print one JSON document.
          -v, --verbose      Say more.
              --color WHEN   Colour the output. [auto, always, never; default: auto]
          -h, --help         Show this help and end.
              --version      Print the version and end.

        'perfkit help baseline COMMAND' shows the options of a command.

        """)
  }

  @Test func `help of run`() throws {
    #expect(
      try program.help(for: ["run"]).text(bold: false) == """
        Measure any command.

        Usage: perfkit run [OPTIONS] [-- CMD...]

        The command runs in the folder you stand in and with your environment.

          perfkit run -- ls -l

        Arguments:
          CMD...               The command and its arguments.

        Options:
              --runs N         Measure N runs. [default: 10]
              --command 'CMD'  Measure this command too. [repeatable]

        Global options:
              --config FILE    Read this plan instead of the nearest perfkit.yaml.
              --json           Print one JSON document.
          -v, --verbose        Say more.
              --color WHEN     Colour the output. [auto, always, never; default: auto]
          -h, --help           Show this help and end.
              --version        Print the version and end.

        Exit codes are listed by 'perfkit --help'.

        """)
  }

  @Test func `help of convert`() throws {
    #expect(
      try program.help(for: ["convert"]).text(bold: false) == """
        Convert between formats.

        Usage: perfkit convert --to FORMAT [OPTIONS] INPUT [SCALE]

        Arguments:
          INPUT              The file to read.
          SCALE              A factor for every number.

        Options:
              --to FORMAT    The format to write. [markdown, html, json; required]

        Global options:
              --config FILE  Read this plan instead of the nearest perfkit.yaml.
              --json         Print one JSON document.
          -v, --verbose      Say more.
              --color WHEN   Colour the output. [auto, always, never; default: auto]
          -h, --help         Show this help and end.
              --version      Print the version and end.

        Exit codes are listed by 'perfkit --help'.

        """)
  }

  @Test func `only headings are bold`() throws {
    let plain = try program.help().text(bold: false)
    let bold = try program.help().text(bold: true)
    let marked = bold.split(separator: "\u{1B}[1m").dropFirst().map { $0.prefix { $0 != "\u{1B}" } }
    #expect(marked == ["Usage:", "Measure:", "Commands:", "Options:", "Examples:", "Exit codes:"])
    #expect(
      plain == bold.replacing("\u{1B}[1m", with: "").replacing("\u{1B}[0m", with: ""))
  }

  @Test func `no line is wider than 80 columns or ends in a space`() throws {
    for path in [
      [], ["smoke"], ["run"], ["build"], ["convert"], ["baseline"], ["baseline", "list"],
    ] {
      for line in try program.help(for: path).text(bold: false).split(separator: "\n") {
        #expect(line.count <= 80 && line.last != " ")
      }
    }
  }

  @Test func `a label too wide for the column has a line of its own`() throws {
    let text = try Program<Globals>(name: "p", summary: "S.", commands: [.command(Wide.self)])
      .help(for: ["wide"]).text(bold: false)
    #expect(
      text.contains(
        """
        Options:
              --a-very-long-option-name A-LONG-VALUE
                             Text.
          -s, --short        Text that is long enough to be wrapped into a second line
                             of the column.
        """))
    #expect(
      text.contains("Usage: p wide --base 'CMD' --head 'CMD'\n       p wide --base-ref REF\n"))
  }

  @Test func `help for an unknown command is an error`() {
    #expect(throws: UsageError.self) { try program.help(for: ["smoke", "more"]) }
  }
}

private struct Wide: Command {
  var long: String?
  var short = false
  static let name = "wide"
  static let summary = "Wide."
  static let forms = ["--base 'CMD' --head 'CMD'", "--base-ref REF"]
  static let parameters: [Parameter<Wide>] = [
    .option("--a-very-long-option-name", value: "A-LONG-VALUE", help: "Text.", \.long),
    .flag(
      "--short", "-s",
      help: "Text that is long enough to be wrapped into a second line of the column.", \.short),
  ]
}
