internal import PerfModel

extension CommandRounds {
  /// How long a series may be made before what it brought is taken.
  private static let seriesLimit = Duration.milliseconds(100)

  /// Takes several rounds at once where there is only one command and nothing around it; false where
  /// rounds must be taken one by one.
  func series(
    _ state: inout State, within limit: Duration?, event: (RunEvent) -> Void
  ) throws(RunError) -> Bool {
    guard commands.count == 1, !state.leavesProcesses, commands[0].prepare == nil,
      commands[0].conclude == nil
    else { return false }
    let command = commands[0]
    event(
      .started(caseName: command.name, run: state.rounds, of: state.planned, done: state.runs))
    // As many draws as runs: the order of the next run follows from those that were made.
    let drawn = state.draws(atMost: state.planned - state.rounds)
    guard
      let runs = try executor.series(
        command.words, name: command.name, paddings: drawn.map(\.padding),
        within: min(limit ?? Self.seriesLimit, Self.seriesLimit),
        tick: { event(.tick(elapsed: $0)) })
    else { return false }
    for (finished, draw) in zip(runs, drawn) {
      state.order = draw.after
      state.take(finished, of: 0, measured: true, expected: settings.expectedExits)
      state.rounds += 1
    }
    return true
  }
}

extension CommandRounds.State {
  /// The next runs' paddings, each with the order as it is after that draw.
  fileprivate func draws(atMost count: Int) -> [(padding: Int, after: SeededOrder)] {
    var order = order
    return (0..<min(count, 64)).map { _ in
      _ = order.permutation(of: 1)
      return (order.below(4096), order)
    }
  }
}
