/// The law by which the operations of a load arrive; rates are operations a second.
public enum ArrivalProcess: Sendable, Hashable {
  /// One operation every `1/rate` seconds.
  case constant(rate: Double)
  /// Independent arrivals: exponential gaps.
  case poisson(rate: Double)
  /// A Poisson process that switches between a low and a high rate (MMPP-2).
  case burst(Burst)
  /// Arrivals that excite further ones.
  case hawkes(Hawkes)
  /// A Poisson process whose rate changes evenly over the whole load.
  case ramp(from: Double, to: Double)
  /// A Poisson process with one rate after the other, each for an equal part of the load.
  case steps([Double])

  /// The parameters of a burst process.
  public struct Burst: Sendable, Hashable {
    /// The rate between bursts.
    public var low: Double
    /// The rate within bursts.
    public var high: Double
    /// The mean seconds between bursts.
    public var quiet: Double
    /// The mean seconds that a burst lasts.
    public var length: Double

    /// Makes parameters.
    public init(low: Double, high: Double, quiet: Double, length: Double) {
      self.low = low
      self.high = high
      self.quiet = quiet
      self.length = length
    }

    /// Parameters by the mean rate and the ratio of the high to the low rate.
    public init(rate: Double, factor: Double, quiet: Double, length: Double) {
      let low = rate * (quiet + length) / (quiet + factor * length)
      self.init(low: low, high: factor * low, quiet: quiet, length: length)
    }

    /// The mean rate.
    public var rate: Double { (low * quiet + high * length) / (quiet + length) }

    /// The limit of variance over mean of counts in long windows (Fischer & Meier-Hellstern 1993).
    public var dispersion: Double {
      let (leaveLow, leaveHigh) = (1 / quiet, 1 / length)
      let sum = leaveLow + leaveHigh
      let difference = high - low
      return 1 + 2 * leaveLow * leaveHigh * difference * difference
        / (sum * sum * (low * leaveHigh + high * leaveLow))
    }
  }

  /// The parameters of a Hawkes process with an exponential kernel.
  public struct Hawkes: Sendable, Hashable {
    /// The mean rate.
    public var rate: Double
    /// How many further arrivals one arrival causes by itself on average; below 1.
    public var branching: Double
    /// The mean seconds from an arrival to one that it causes.
    public var decay: Double

    /// Makes parameters.
    public init(rate: Double, branching: Double, decay: Double) {
      self.rate = rate
      self.branching = branching
      self.decay = decay
    }

    /// The limit of variance over mean of counts in long windows.
    public var dispersion: Double { 1 / ((1 - branching) * (1 - branching)) }
  }

  /// The mean rate over the whole load.
  public var meanRate: Double {
    switch self {
    case .constant(let rate), .poisson(let rate): rate
    case .burst(let burst): burst.rate
    case .hawkes(let hawkes): hawkes.rate
    case .ramp(let from, let to): (from + to) / 2
    case .steps(let rates): rates.isEmpty ? 0 : rates.reduce(0, +) / Double(rates.count)
    }
  }
}
