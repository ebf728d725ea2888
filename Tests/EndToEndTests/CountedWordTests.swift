import Testing

/// One of a thing is not told as several.
@Suite struct CountedWordTests {
  @Test func oneRunAndOnePair() throws {
    let project = try Project()
    let run = try project.perfkit(
      "run", "--no-lock", "--runs", "1", "--warmup", "0", "--command", "true")
    #expect(run.output.contains(" 1 run\n"))
    let pair = try project.perfkit(
      "ab", "--no-lock", "--base", "true", "--head", "true", "--pairs", "1", exits: 3,
      "inconclusive")
    #expect(pair.output.contains("(1 pair)"))
  }
}
