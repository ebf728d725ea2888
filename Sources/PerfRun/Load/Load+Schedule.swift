internal import PerfLoad
internal import PerfModel

extension Load {
  /// The law of arrival with its parameters.
  var process: ArrivalProcess {
    switch arrivals {
    case .constant: .constant(rate: rate)
    case .poisson: .poisson(rate: rate)
    case .burst:
      .burst(
        .init(rate: rate, factor: factor, quiet: quiet.inSeconds, length: burst.inSeconds))
    case .hawkes: .hawkes(.init(rate: rate, branching: branching, decay: decay.inSeconds))
    case .ramp: .ramp(from: rate, to: to)
    case .steps: .steps(rates)
    }
  }

  /// What a run may take where no `timeout` is declared.
  var standardTimeout: Duration { ready + duration + drain + .seconds(10) }
}

extension Duration {
  /// Whole nanoseconds of a duration that is not negative.
  var inNanoseconds: UInt64 {
    UInt64(clamping: components.seconds) &* 1_000_000_000
      &+ UInt64(clamping: components.attoseconds / 1_000_000_000)
  }
}
