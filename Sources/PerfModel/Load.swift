/// How perfkit loads an engine in a case: what arrives when, and how it gets there.
public struct Load: Sendable, Hashable {
  /// How operations reach the engine.
  public enum Drive: String, Sendable, Hashable, CaseIterable {
    /// A line on standard input, a line back on standard output.
    case lines
    /// The same lines over a socket.
    case socket
    /// Requests of HTTP/1.1, one at a time on each connection.
    case http
    /// The case's command once for every operation.
    case command
  }

  /// The laws of arrival.
  public enum Arrivals: String, Sendable, Hashable, CaseIterable {
    case constant, poisson, burst, hawkes, ramp, steps
  }

  /// How operations reach the engine.
  public var drive = Drive.lines
  /// `tcp:PORT` or `unix:PATH`, which may hold `${…}`.
  public var connect: String?
  /// Connections that take turns.
  public var connections = 1
  /// How many operations of a connection may be unanswered at once; nil: any number.
  public var outstanding: Int?
  /// The law of arrival.
  public var arrivals = Arrivals.poisson
  /// Operations a second: the mean, or where a ramp begins.
  public var rate = 0.0
  /// Operations a second at the end of a ramp.
  public var to = 0.0
  /// Operations a second of each step.
  public var rates: [Double] = []
  /// The rate of a burst over that between bursts.
  public var factor = 10.0
  /// The mean time between bursts.
  public var quiet = Duration.milliseconds(900)
  /// The mean length of a burst.
  public var burst = Duration.milliseconds(100)
  /// Further arrivals that an arrival causes by itself, on average.
  public var branching = 0.5
  /// The mean time from an arrival to one that it causes.
  public var decay = Duration.milliseconds(100)
  /// How long operations arrive.
  public var duration = Duration.seconds(10)
  /// The length of a window of the series.
  public var window = Duration.milliseconds(100)
  /// How long answers may come after the last arrival.
  public var drain = Duration.seconds(5)
  /// How long the engine may take until it is ready.
  public var ready = Duration.seconds(10)
  /// The text of a request, which may hold `${n}`.
  public var request = ""
  /// A file with requests that take turns, one a line, relative to perfkit.yaml.
  public var requests: String?

  /// Makes a load with the defaults.
  public init() {}

  /// The most operations of a load.
  public static let mostOperations = 20_000_000.0

  /// The load with all its rates multiplied.
  public func scaled(by factor: Double) -> Load {
    var load = self
    load.rate *= factor
    load.to *= factor
    load.rates = rates.map { $0 * factor }
    return load
  }

  /// Operations a second over the whole load.
  public var meanRate: Double {
    switch arrivals {
    case .ramp: (rate + to) / 2
    case .steps: rates.isEmpty ? 0 : rates.reduce(0, +) / Double(rates.count)
    default: rate
    }
  }
}

/// A load as declared: its values may hold `${…}`, so that matrices can vary them.
public struct LoadDeclaration: Sendable, Hashable {
  /// The declared texts by key, in declared order; several for `rates`.
  public var values: [String: [Word]]
  /// Where it is declared.
  public var position: Position

  /// Makes a declaration.
  public init(values: [String: [Word]], position: Position) {
    self.values = values
    self.position = position
  }

  /// How operations reach the engine; nil where that is not known before a run.
  public var drive: Load.Drive? { values["drive"]?.first.flatMap { Load.Drive(rawValue: $0.text) } }
}
