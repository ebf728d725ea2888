internal import FoundationEssentials
internal import Glibc

@main
enum RefEnginePrices {
  static let help = """
    The reference engine's book with prices of several types, as a program under test.

    Usage: refengine-prices baseline|x10|x100|thirds [--seed N] [--messages N]

    REFENGINE_PRICE names the type: int64 (whole ticks, the default), double (binary fractions) or
    decimal (Foundation's Decimal). A tick is 0.1.

    baseline, x10 and x100 are the scenarios of 'refengine bench' and write benchmark.csv into the
    folder PERFKIT_OUT, if that is set. thirds offers at 0.1 × 1 to 0.1 × 1000, bids at the same
    prices as they are read, and writes thirds.csv: there binary fractions make other trades.

      --seed N       seed of the flow (default: PERFKIT_SEED, else 42)
      --messages N   messages measured after the pre-fill (default: 300000)

    Exit status: 0 done, 1 failed, 64 wrong usage.

    """

  static func main() {
    do throws(PriceFailure) {
      let words = Array(CommandLine.arguments.dropFirst())
      if words.contains("--help") || words.contains("-h") { return try write(help) }
      try write(try run(PriceOptions(words)) + "\n")
    } catch {
      // Standard error that cannot be written leaves only the exit status to tell of it.
      try? write("refengine-prices: \(error)\n", to: STDERR_FILENO)
      exit(error.exitStatus)
    }
  }

  private static func run(_ options: PriceOptions) throws(PriceFailure) -> String {
    let text =
      switch options.kind {
      case .int64: try run(options, PriceRun<Int64>.self)
      case .double: try run(options, PriceRun<Double>.self)
      case .decimal: try run(options, PriceRun<Decimal>.self)
      }
    return "\(options.kind.rawValue), \(text)"
  }

  private static func run<Price>(
    _ options: PriceOptions, _ type: PriceRun<Price>.Type
  ) throws(PriceFailure) -> String {
    guard let scenario = options.scenario else { return try type.thirds() }
    return try type.measure(scenario, seed: options.seed, messages: options.messages)
  }

  private static func write(
    _ text: String, to descriptor: Int32 = STDOUT_FILENO
  ) throws(PriceFailure) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        bytes = bytes.dropFirst(count)
      } else if errno != EINTR {
        throw .output(code: errno)
      }
    }
  }
}
