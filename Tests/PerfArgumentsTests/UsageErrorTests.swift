import PerfArguments
import Testing

@Suite struct UsageErrorTests {
  @Test(
    arguments: [
      (
        [], "usage.missing-command", "a command is missing",
        "commands: smoke, run, build, convert, baseline"
      ),
      (["baseline"], "usage.missing-command", "a command is missing", "commands: record, list"),
      (["smkoe"], "usage.unknown-command", "unknown command 'smkoe'", "did you mean 'smoke'?"),
      (["base"], "usage.unknown-command", "unknown command 'base'", "did you mean 'baseline'?"),
      (
        ["baseline", "xyz"], "usage.unknown-command", "unknown command 'xyz'",
        "commands: record, list"
      ),
      (
        ["help", "biuld"], "usage.unknown-command", "unknown command 'biuld'",
        "did you mean 'build'?"
      ),
      (
        ["crash-tset"], "usage.unknown-command", "unknown command 'crash-tset'",
        "commands: smoke, run, build, convert, baseline"
      ),
      (
        ["--", "smoke"], "usage.unexpected-argument", "unexpected argument '--'",
        "see 'perfkit --help'"
      ),
      (
        ["smoke", "--fial-fast"], "usage.unknown-option", "unknown option '--fial-fast'",
        "did you mean '--fail-fast'?"
      ),
      (
        ["smoke", "--rep", "3"], "usage.unknown-option", "unknown option '--rep'",
        "did you mean '--repeat'?"
      ),
      (
        ["smoke", "-json"], "usage.unknown-option", "unknown option '-json'",
        "did you mean '--json'?"
      ),
      (
        ["smoke", "--versoin"], "usage.unknown-option", "unknown option '--versoin'",
        "did you mean '--version'?"
      ),
      (["smoke", "-n5"], "usage.unknown-option", "unknown option '-n5'", "did you mean '-n 5'?"),
      (
        ["smoke", "--trace-parsre"], "usage.unknown-option", "unknown option '--trace-parsre'",
        "see 'perfkit smoke --help'"
      ),
      (
        ["--seed", "4", "smoke"], "usage.unknown-option", "unknown option '--seed'",
        "'--seed' is an option of 'smoke', written after the command"
      ),
      (
        ["smoke", "--seed"], "usage.missing-value", "option '--seed' needs a value N",
        "see 'perfkit smoke --help'"
      ),
      (
        ["run", "--runs", "--", "ls"], "usage.missing-value", "option '--runs' needs a value N",
        "see 'perfkit run --help'"
      ),
      (
        ["--config", "--json", "smoke"], "usage.missing-value",
        "option '--config' needs a value FILE",
        "write '--config=FILE' if the value begins with a dash, as '--json' does"
      ),
      (
        ["smoke", "--json=yes"], "usage.unexpected-value",
        "option '--json' takes no value, found 'yes'",
        "see 'perfkit smoke --help'"
      ),
      (
        ["smoke", "--fail-fast="], "usage.unexpected-value",
        "option '--fail-fast' takes no value, found ''", "see 'perfkit smoke --help'"
      ),
      (
        ["--version=2"], "usage.unexpected-value", "option '--version' takes no value, found '2'",
        "see 'perfkit --help'"
      ),
      (
        ["smoke", "--seed", "-1"], "usage.bad-value", "--seed: '-1' is not a whole number from 0",
        "see 'perfkit smoke --help'"
      ),
      (
        ["smoke", "-n", "0"], "usage.bad-value", "-n: '0' is not a whole number from 1",
        "see 'perfkit smoke --help'"
      ),
      (
        ["run", "--runs=1001"], "usage.bad-value",
        "--runs: '1001' is not a whole number from 1 to 1000",
        "see 'perfkit run --help'"
      ),
      (
        ["smoke", "--timeout", "5min"], "usage.bad-value",
        "--timeout: '5min' is not a duration such as 500ms, 20s, 3m, 2h or 1d",
        "see 'perfkit smoke --help'"
      ),
      (
        ["--color=allways", "smoke"], "usage.bad-value",
        "--color: 'allways' is not auto, always or never", "did you mean 'always'?"
      ),
      (
        ["convert", "f", "--to", "mark"], "usage.bad-value",
        "--to: 'mark' is not markdown, html or json", "did you mean 'markdown'?"
      ),
      (
        ["convert", "f", "two", "--to=html"], "usage.bad-value", "SCALE: 'two' is not a number",
        "see 'perfkit convert --help'"
      ),
      (
        ["--config=", "smoke"], "usage.bad-value",
        "--config: '' is not a text of at least one character",
        "see 'perfkit --help'"
      ),
      (["smoke", "--suite", "a\u{1B}[31m"], "", "", ""),
      (
        ["smoke", "-n", "a\u{1B}[31m"], "usage.bad-value",
        "-n: 'a\\u{1B}[31m' is not a whole number from 1", "see 'perfkit smoke --help'"
      ),
      (
        ["smoke", "--repeat", "4", "-n", "5"], "usage.repeated-option",
        "option '-n' is given more than once", "see 'perfkit smoke --help'"
      ),
      (
        ["--config", "a", "smoke", "--config", "a"], "usage.repeated-option",
        "option '--config' is given more than once", "see 'perfkit smoke --help'"
      ),
      (
        ["smoke", "quick"], "usage.unexpected-argument", "unexpected argument 'quick'",
        "see 'perfkit smoke --help'"
      ),
      (
        ["smoke", "--", "quick"], "usage.unexpected-argument", "unexpected argument 'quick'",
        "see 'perfkit smoke --help'"
      ),
      (
        ["run", "ls", "-l"], "usage.unexpected-argument", "unexpected argument 'ls'",
        "write '--' before the command to run"
      ),
      (
        ["run"], "usage.missing-argument", "the argument CMD is missing",
        "write '--' before the command to run"
      ),
      (
        ["baseline", "record"], "usage.missing-argument", "the argument NAME is missing",
        "see 'perfkit baseline record --help'"
      ),
      (
        ["convert", "f"], "usage.missing-option", "the option '--to FORMAT' is missing",
        "see 'perfkit convert --help'"
      ),
      (
        ["run", "--command", "ls", "--", "ls"], "usage.conflict",
        "'--command' and '--' exclude each other",
        "see 'perfkit run --help'"
      ),
    ] as [([String], String, String, String)])
  func `every mistake has its code, message and hint`(
    words: [String], code: String, message: String, hint: String
  ) {
    var found: UsageError?
    do throws(UsageError) { _ = try program.parse(words) } catch { found = error }
    #expect(found?.code ?? "" == code)
    #expect(found?.message ?? "" == message)
    #expect(found?.hint ?? "" == hint)
  }

  @Test func `the whole text names the command, its usage and its help`() {
    #expect(
      failure("smoke", "--fial-fast") == """
        error: unknown option '--fial-fast'
        hint: did you mean '--fail-fast'?
        usage: perfkit smoke [OPTIONS]
        See 'perfkit smoke --help'.
        """)
    #expect(
      failure("convert", "f") == """
        error: the option '--to FORMAT' is missing
        usage: perfkit convert --to FORMAT [OPTIONS] INPUT [SCALE]
        See 'perfkit convert --help'.
        """)
    #expect(
      failure("baseline", "rcord") == """
        error: unknown command 'rcord'
        hint: did you mean 'record'?
        usage: perfkit baseline [OPTIONS] COMMAND
        See 'perfkit baseline --help'.
        """)
  }

  @Test func `a problem can be made by a command's own check`() {
    let problem = UsageProblem.requires("--pairs", anyOf: ["--base", "--base-ref"])
    #expect(problem.code == "usage.requires")
    #expect(problem.message == "'--pairs' needs '--base' or '--base-ref' beside it")
    #expect(problem.hint == nil)
  }

  @Test func `long words are cut in messages`() {
    let word = String(repeating: "x", count: 500)
    #expect(
      failure(word)?.split(separator: "\n")[0] == "error: unknown command '\(word.prefix(60))…'")
  }
}
