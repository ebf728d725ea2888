import PerfArguments
import Testing

@Suite struct DeclarationTests {
  @Test func `a sound program has no mistakes`() {
    #expect(program.declarationMistakes == [])
  }

  @Test func `every mistake is found`() {
    let faulty = Program<Globals>(
      name: "p", summary: "S.",
      commands: [
        .command(List.self), .group("group", summary: "No stop", [.command(Faulty.self)]),
        .command(List.self),
      ])
    #expect(
      faulty.declarationMistakes == [
        "'p' has two commands 'list'",
        "the summary of 'p group' is no single sentence",
        "'p group faulty' has two options '--json'",
        "'p group faulty' has an argument behind one that takes all words",
      ])
  }

  @Test func `a default of the struct that includes others is the one shown`() throws {
    let text = try Program<Globals>(name: "p", summary: "S.", commands: [.command(Seeded.self)])
      .help(for: ["seeded"]).text(bold: false)
    #expect(text.contains("--seed N       Run with this seed. [default: 42]"))
    guard
      case .run(let invocation) = try Program<Globals>(
        name: "p", summary: "S.", commands: [.command(Seeded.self)]
      ).parse(["seeded", "--suite", "a"])
    else {
      Issue.record("no command")
      return
    }
    #expect((invocation.command as? Seeded)?.selection == Selection(suites: ["a"], seed: 42))
  }
}

private struct Seeded: Command {
  var selection = Selection(seed: 42)
  static let name = "seeded"
  static let summary = "Seeded."
  static let parameters: [Parameter<Seeded>] = [.including(\.selection)]
}

private struct Faulty: Command {
  var json = false
  var all: [String] = []
  var last: String?
  static let name = "faulty"
  static let summary = "Faulty."
  static let parameters: [Parameter<Faulty>] = [
    .flag("--json", help: "Collides.", \.json),
    .positional("ALL", help: "All.", \.all),
    .positional("LAST", help: "Never filled.", \.last),
  ]
}
