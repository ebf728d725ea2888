import Testing

@Suite struct HelpTests {
  static let commands = [
    "", "init", "list", "build", "smoke", "bench", "stress", "baseline", "baseline record",
    "baseline accept", "baseline show", "baseline list", "schema", "schema list", "schema show",
    "schema validate", "clean", "completions", "doctor",
  ]

  @Test(arguments: commands) func helpFitsAndIsFound(_ command: String) throws {
    let project = try Project()
    let words = command.split(separator: " ").map(String.init)
    let help = try project.start(words + ["--help"]).wait()
    #expect(help.status == 0)
    #expect(help.errors == "")
    #expect(help.output.contains("perfkit \(command)".split(separator: " ").joined(separator: " ")))
    #expect(help.output.contains("--config FILE"))
    for line in help.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    let asked = try project.start(["help"] + words).wait()
    #expect(asked.output == help.output)
    #expect(asked.status == 0)
  }

  @Test func theProgramListsItsCommands() throws {
    let project = try Project()
    let help = try project.start(["--help"]).wait().output
    for command in Self.commands where !command.contains(" ") {
      #expect(help.contains("  \(command)"), "\(command)")
    }
    #expect(help.contains("64"))
    #expect(help.contains("wrong usage"))
  }

  @Test func theVersionIsPrinted() throws {
    let project = try Project()
    let ended = try project.start(["--version"]).wait()
    #expect(ended.status == 0)
    #expect(ended.output.wholeMatch(of: /perfkit \d+\.\d+\.\d+\n/) != nil)
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func completionsArePrinted(_ shell: String) throws {
    let project = try Project()
    let ended = try project.start(["completions", shell]).wait()
    #expect(ended.status == 0)
    for word in ["perfkit", "smoke", "baseline", "accept", "--keep-scratch"] {
      #expect(ended.output.contains(word.replacing("--", with: shell == "fish" ? "" : "--")))
    }
    if shell == "bash" {
      try project.write(ended.output, to: "completions")
      let found = try project.sh(
        """
        bash -c '. ./completions; COMP_WORDS=(perfkit smo); COMP_CWORD=1; COMP_LINE="perfkit smo"
        COMP_POINT=11; $(complete -p perfkit | sed "s/.*-F \\([^ ]*\\).*/\\1/") perfkit smo perfkit
        echo "${COMPREPLY[@]}"'
        """)
      #expect(found.contains("smoke"))
    }
  }

  @Test func anUnknownShellIsWrongUsage() throws {
    try Project().perfkit("completions", "tcsh", exits: 64, "usage")
  }
}
