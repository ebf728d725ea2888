import Testing

@Suite struct ConsoleTests {
  /// One command of a block with the output the page says it has.
  private struct Step {
    var command: String
    var output: [String]
    var line: Int
  }

  @Test(arguments: Repository.pages.filter { $0.fences.contains { $0.language == "console" } })
  func documentedCommandsPrintWhatThePageSays(_ page: MarkdownPage) throws {
    var blocks = page.fences.filter { $0.language == "console" }[...]
    while let first = blocks.first {
      let name = try #require(
        first.project, "\(page.path):\(first.line): no '<!-- project: NAME -->' before the block")
      let project = try PreparedProject(name)
      let next = blocks.dropFirst().firstIndex { $0.project != nil } ?? blocks.endIndex
      for block in blocks[..<next] {
        for step in Self.steps(of: block) { Self.check(step, in: project, of: page) }
      }
      blocks = blocks[next...]
    }
  }

  @Test func pagesShowFilesAsTheyAre() throws {
    var count = 0
    for page in Repository.pages {
      for fence in page.fences {
        guard let file = fence.file else { continue }
        count += 1
        let text = Repository.text(of: "Tests/DocumentationTests/Fixtures/" + file)
        #expect(
          fence.lines.joined(separator: "\n") + "\n" == text,
          "\(page.path):\(fence.line): the block is not \(file)")
      }
    }
    #expect(count > 0)
  }

  private static func steps(of block: MarkdownPage.Fence) -> [Step] {
    var steps: [Step] = []
    for (index, line) in block.lines.enumerated() {
      if line.hasPrefix("$ ") {
        steps.append(
          Step(command: String(line.dropFirst(2)), output: [], line: block.line + 1 + index))
      } else if !steps.isEmpty {
        steps[steps.count - 1].output.append(line)
      }
    }
    return steps
  }

  private static func check(
    _ step: Step, in project: PreparedProject, of page: MarkdownPage
  ) {
    var lines = project.run(step.command).output
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last?.isEmpty == true { lines.removeLast() }
    #expect(
      OutputPattern.matches(step.output, lines),
      """
      \(page.path):\(step.line): '\(step.command)' prints:
      \(lines.joined(separator: "\n"))
      """)
  }
}
