/// What `perfkit doctor` found out about this machine; what is nil could not be seen.
public struct MachineFacts: Sendable, Hashable {
  /// Whose processors it has and which of them may be used.
  public var processors = Processors()
  /// The clock that measurements are made with.
  public var clock = Clock()
  /// What disturbs programs that do the same work again and again.
  public var noise = Noise()
  /// Who else uses the machine.
  public var load = Load()
  /// What the control groups around perfkit allow.
  public var controlGroup = ControlGroup()
  /// Memory and swap.
  public var memory = Memory()
  /// The limits of each process.
  public var limits = Limits()
  /// The folders that perfkit writes into.
  public var storage: [Storage] = []
  /// Whether instructions can be counted.
  public var counters = Counters()
  /// Libraries and tools.
  public var packages: [Package] = []
  /// Whether git is ready for releases.
  public var git = Git()
  /// Whether keys are.
  public var keys = Keys()

  /// Makes facts of which none is known.
  public init() {}

  /// Processors and how they change their speed.
  public struct Processors: Sendable, Hashable {
    /// The numbers of those that perfkit may use.
    public var usable: [Int] = []
    /// The numbers of those that run.
    public var online: [Int] = []
    /// Those that the scheduler leaves alone.
    public var isolated: [Int] = []
    /// For each usable one that shares its core, all of the core's.
    public var siblings: [[Int]] = []
    /// The frequency governors of the usable ones, each once.
    public var governors: [String] = []
    /// The kernel's file that turns turbo off, below `/sys`, and the text that does.
    public var turboSwitch: Setting?
    /// Makes processors of which nothing is known.
    public init() {}
  }

  /// A value of a file below `/sys`.
  public struct Setting: Sendable, Hashable {
    /// The file, relative to `/sys`.
    public var file: String
    /// The text to be written.
    public var value: String
    /// Makes a setting.
    public init(file: String, value: String) {
      self.file = file
      self.value = value
    }
  }

  /// CLOCK_MONOTONIC as a program sees it.
  public struct Clock: Sendable, Hashable {
    /// What the kernel reads, such as `tsc`.
    public var source: String?
    /// What it could read.
    public var available: [String] = []
    /// The resolution that the kernel states, in nanoseconds.
    public var resolution = 0.0
    /// What a reading costs, in nanoseconds: the fastest of several batches.
    public var cost = 0.0
    /// Between two readings, one right after the other, in nanoseconds.
    public var gap = Spread()
    /// Makes a clock that was not read.
    public init() {}
  }

  /// Quantiles of a sample.
  public struct Spread: Sendable, Hashable {
    /// The median.
    public var p50 = 0.0
    /// The quantile at 99 %.
    public var p99 = 0.0
    /// The largest value.
    public var max = 0.0
    /// Makes a spread of zeros.
    public init() {}
  }

  /// How long equal work takes, and what stops it.
  public struct Noise: Sendable, Hashable {
    /// How often the work was done.
    public var repetitions = 0
    /// The median time of the work in seconds.
    public var work = 0.0
    /// Standard deviation by mean.
    public var variation = 0.0
    /// How much longer than the median the longest took, in seconds.
    public var worstDelay = 0.0
    /// How often a loop that does nothing but read the clock was stopped for long.
    public var stalls = 0
    /// The share of its time that it lost so.
    public var lost = 0.0
    /// The longest stop, in seconds.
    public var longestStall = 0.0
    /// Makes a quiet machine.
    public init() {}
  }

  /// Who else uses the machine.
  public struct Load: Sendable, Hashable {
    /// The load averages over 1, 5 and 15 minutes.
    public var averages: [Double] = []
    /// Tasks that ran or waited for a processor as doctor started, itself left out.
    public var running: Int?
    /// How long was watched, in seconds.
    public var watched = 0.0
    /// How many processors others kept busy meanwhile.
    public var others: Double?
    /// Processors' share that the hypervisor gave to other guests.
    public var steal: Double?
    /// Whether the hypervisor has ever said so since the machine was started.
    public var reportsSteal = false
    /// Who used at least a hundredth of a processor, the busiest first.
    public var busiest: [Program] = []
    /// Makes a load of which nothing is known.
    public init() {}

    /// Running programs of one name.
    public struct Program: Sendable, Hashable {
      /// Its name, shortened by the kernel.
      public var name: String
      /// How many processors it used.
      public var processors: Double
      /// Makes a program.
      public init(name: String, processors: Double) {
        self.name = name
        self.processors = processors
      }
    }
  }
}
