@testable import PerfArguments
import Testing

@Suite struct CompletionTests {
  /// What bash offers for the last of the words, sorted and separated by spaces.
  private func offered(_ words: [String], in folder: String = "/") -> String {
    let script = """
      set -u
      \(program.completions(for: .bash))
      cd \(shellQuoted(folder)) || exit
      COMP_WORDS=(perfkit \(words.map(shellQuoted).joined(separator: " ")))
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      _perfkit perfkit
      printf '%s\\n' "${COMPREPLY[@]}" | LC_ALL=C sort | paste -sd' ' -
      """
    let result = shell("bash -c \(shellQuoted(script))")
    return String(result.output.dropLast())
  }

  @Test(
    arguments: [
      ([""], "baseline build convert help run smoke"),
      (["b"], "baseline build"),
      (["--c"], "--color --config"),
      (["--json", "sm"], "smoke"),
      (["--config", "x", "sm"], "smoke"),
      (["--color", ""], "always auto never"),
      (["--color", "a"], "always auto"),
      (["--color", "="], "always auto never"),
      (["--color", "=", "n"], "never"),
      (["--color", "=", "never", "sm"], "smoke"),
      (["--color=a"], "--color=always --color=auto"),
      (["smoke", "--s"], "--seed --suite"),
      (["smoke", "--suite", "--"], ""),
      (["smoke", "--suite", "build", "--fa"], "--fail-fast"),
      (
        ["smoke", "-"],
        "--color --config --fail-fast --help --json --repeat --seed --suite --timeout"
          + " --verbose --version -h -n -v"
      ),
      (["smoke", "--color", "al"], "always"),
      (["smoke", ""], ""),
      (["baseline", ""], "list record"),
      (["baseline", "record", "--j"], "--json"),
      (["help", "ba"], "baseline"),
      (["help", "baseline", "r"], "record"),
      (["convert", "x", "--to", "h"], "html"),
      (["crash-test", ""], "baseline build convert help run smoke"),
    ] as [([String], String)])
  func `bash offers what fits`(words: [String], expected: String) {
    #expect(offered(words) == expected)
  }

  @Test func `bash offers file names where files are read`() {
    #expect(offered(["--config", "et"]) == "etc")
    #expect(offered(["convert", "et"]) == "etc")
    #expect(offered(["convert", "x", "et"]) == "")
    #expect(offered(["run", "--", "cat", "et"]) == "etc")
    #expect(offered(["run", "--", "basen"]).split(separator: " ").contains("basename"))
  }

  @Test func `choices given as words and repeated arguments are offered`() {
    let script = Program<Globals>(name: "p", summary: "S.", commands: [.command(Words.self)])
      .completions(for: .bash)
    let call = "COMP_WORDS=(p words x o) COMP_CWORD=3; _p; echo \"${COMPREPLY[*]}\""
    #expect(shell("bash -c \(shellQuoted(script + call))").output == "one\n")
  }

  @Test func `shells accept their scripts`() {
    for name in Shell.allCases {
      let script = shellQuoted(program.completions(for: name))
      let check = "! command -v \(name) || printf %s \(script) | \(name) -n"
      let result = shell(check)
      #expect(result.status == 0, "\(name): \(result.output)")
    }
    #expect(shell("printf 'case' | bash -n").status != 0)
  }

  @Test(arguments: Shell.allCases)
  func `scripts name what is shown and not what is hidden`(shell: Shell) {
    let script = program.completions(for: shell)
    for word in ["baseline", "record", "fail-fast", "timeout", "always", "markdown"] {
      #expect(script.contains(word))
    }
    #expect(!script.contains("crash-test"))
    #expect(!script.contains("trace-parser"))
    #expect(script == program.completions(for: shell))
  }

  @Test func `quotes in texts stay inside their words`() {
    #expect(shellQuoted("it's") == "'it'\\''s'")
    #expect(shell("printf %s \(shellQuoted("a'b$(x)\"\\"))").output == "a'b$(x)\"\\")
  }
}

private struct Words: Command {
  var words: [String] = []
  static let name = "words"
  static let summary = "It's a summary: with [signs]."
  static let parameters: [Parameter<Words>] = [
    .positional("WORD", help: "A word.", completion: .words(["one", "two"]), \.words)
  ]
}
