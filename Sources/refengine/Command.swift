internal import MarketData

/// The commands, with the words each of them understands.
enum Command: String, CaseIterable {
  case bench, stream, generate, audit, load, modules, variant, journal, recover

  enum Option: String {
    case scenario, seed, messages, mix, live, runs, json, latency, memory, full, differential, every
    case arrivals, rate, seconds, link
    case ring, batch, producers
    case folder, sync, snapshots

    var takesValue: Bool { ![.json, .latency, .memory, .full].contains(self) }
    var spelling: String { "--\(rawValue)" }
  }

  var options: [Option] {
    switch self {
    case .bench: [.scenario, .seed, .messages]
    case .stream: [.json, .runs, .latency, .memory, .full]
    case .generate: [.mix, .live, .messages, .seed]
    case .audit: [.json, .every, .full, .differential, .seed]
    case .load: [.scenario, .arrivals, .rate, .seconds, .seed, .link]
    case .modules: [.scenario, .seed, .messages]
    case .variant: [.scenario, .seed, .messages, .runs, .ring, .batch, .producers]
    case .journal, .recover: [.folder, .batch, .sync, .snapshots]
    }
  }

  var takesFile: Bool { ![.bench, .load, .modules, .variant].contains(self) }

  var usage: String {
    switch self {
    case .bench: "refengine bench --scenario baseline|x10|x100 [--seed N] [--messages N]"
    case .stream: "refengine stream FILE [--json] [--runs N] [--latency] [--memory] [--full]"
    case .generate: "refengine generate --mix M --live N --messages N --seed S FILE"
    case .audit:
      "refengine audit FILE [--every N] [--full] [--json] | --differential N [--seed S] [--json]"
    case .load:
      "refengine load --scenario baseline|x10|x100 --arrivals A --rate N [--seconds N] [--seed N]"
        + " [--link L]"
    case .variant: "refengine variant --scenario baseline|x10|x100 [OPTIONS]"
    case .journal, .recover:
      "refengine \(rawValue) FILE --folder F [--batch N] [--sync every|batch|none] [--snapshots N]"
    case .modules: "refengine modules --scenario baseline|x10|x100 [--seed N] [--messages N]"
    }
  }

  var help: String {
    switch self {
    case .bench:
      """
      Usage: \(usage)

      Measures the order book under the itch flow with 1k, 10k or 100k live orders and
      writes benchmark.csv (schema benchmark/1) into the folder PERFKIT_OUT, if that is set.

        --scenario S   baseline (1k), x10 (10k) or x100 (100k live orders)
        --seed N       seed of the flow (default: PERFKIT_SEED, else 42)
        --messages N   messages measured after the pre-fill (default: \(Scenario.defaultMessages))

      Throughput is the median of \(BenchCommand.passes) passes without a clock call a message; latencies come
      from a further pass with one. All passes must give the same trade digest.

      """
    case .stream:
      """
      Usage: \(usage)

      Applies a file of 16-byte order records to a fresh book and reports its trades. It may be a
      pipe; the most is \(GenerateCommand.mostRecords) records.

        --json         one JSON document instead of text
        --runs N       apply it N times; messages_per_second is the median (default: 1)
        --latency      add percentiles of the time a message takes, in ns, clock call included
        --memory       add what the book adds to the resident memory, in bytes
        --full         use the exchange: 64-bit ids, 1,000 accounts, risk checks, reports

      """
    case .generate:
      """
      Usage: \(usage)

      Writes a valid order stream: N live orders first, then the messages of the mix.

        --mix M        the flow, see below
        --live N       orders put into the book beforehand, around which it stays
        --messages N   messages after them
        --seed S       seed of the flow

      Mixes:
      \(Mix.all.map { "  \($0.name)\(String(repeating: " ", count: 8 - $0.name.count))\($0.summary)\n" }.joined())
      """
    case .audit:
      """
      Usage: \(usage)

      Applies a file of order records and checks the invariants of the book and its events:
      how often each was checked, how often it did not hold, and where first. Or compares the
      book with a naive one on random streams, and shrinks a stream that they differ on.

        --every N         walk through the whole book every N messages (default: 100 times)
        --full            check the exchange, its accounts and its reports instead, with all
                          kinds of orders and accounts that reach their limits
        --differential N  compare on N random streams instead, without a file, the seeds counting up
        --seed S          seed of the first of them (default: PERFKIT_SEED, else 42)
        --json            one JSON document instead of text

      Exit status 1 if an invariant does not hold or the books differ.

      """
    case .load:
      """
      Usage: \(usage)

      Applies the itch flow to the order book when a schedule says, not when the message before is
      done, and counts the latency of each message from then. Writes stress-scenario.csv and
      throughput-series.csv (schemas stress-scenario/1 and throughput-series/1) and the
      histograms response and service (.hlog, .hgrm) into the folder PERFKIT_OUT, if that is set.

        --scenario S   baseline (1k), x10 (10k) or x100 (100k live orders)
        --arrivals A   \(LoadCommand.arrivals.map(\.name).joined(separator: ", "))
        --rate N       messages a second on average
        --seconds N    how long they arrive (default: 1; at most \(LoadCommand.mostOperations) messages)
        --seed N       seed of flow and schedule (default: PERFKIT_SEED, else 42)
        --link L       let messages come over a faulty link, see below

      A receiver puts the messages back into order and asks again for what it misses; the digest
      must be that of a link without faults. Links:
      \(LoadLink.all.map { "  \($0.name)\(String(repeating: " ", count: 8 - $0.name.count))\($0.summary)\n" }.joined())
      """
    case .variant: VariantCommand.help(usage)
    case .journal:
      durableHelp(
        """
        Applies a file of order records to the exchange (1,000 accounts, all kinds of orders). Each
        batch is in the journal before its last operation's number is printed. Writes exchange.csv and
        accounts.csv into the folder PERFKIT_OUT, if that is set.
        """)
    case .recover:
      durableHelp(
        """
        Restores the exchange from the newest snapshot that can be read and the journal after it, prints
        'recovered N', N being the last operation, and goes on with the rest of FILE as `journal` does.
        A torn record at the end is cut off; a damaged one before it is an error.
        """)
    case .modules:
      """
      Usage: \(usage)

      Measures what each module of the exchange takes under the itch flow, and writes
      module-overhead.csv (schema module-overhead/1) into the folder PERFKIT_OUT, if that is set.

        --scenario S   baseline (1k), x10 (10k) or x100 (100k live orders)
        --seed N       seed of the flow (default: PERFKIT_SEED, else 42)
        --messages N   messages measured after the pre-fill (default: \(Scenario.defaultMessages))

      The exchange works in stages on blocks of \(ModulePipeline.block) messages: parse, apply, publish, store.
      Each stage is timed by block; risk and match are told apart within one message in \(ModulePipeline.sampling).
      The whole is timed in passes of its own. All passes must give the same reports.

      """
    }
  }

  private func durableHelp(_ summary: String) -> String {
    """
    Usage: \(usage)

    \(summary)

      --folder F     folder of journal.bin and the snapshots
      --batch N      operations of a batch (default: 64)
      --sync S       wait for the disk after every operation, after every batch, or none
                     (default: batch)
      --snapshots N  operations from one snapshot to the next; 0: none (default: 10000)

    """
  }

  static let overview = """
    The reference engine of perfkit: a limit order book as a program under test.

    Usage:
    \(allCases.map { "  \($0.usage)\n" }.joined())\
      refengine --help | --version

    'refengine COMMAND --help' tells more. Exit status: 0 done, 1 failed, 64 wrong usage.

    """
}
