internal import MarketData

extension VariantCommand {
  static func help(_ usage: String) -> String {
    """
    Usage: \(usage)

    Measures a variant of the engine under the itch flow, as 'bench' does the order book, and
    writes benchmark.csv into the folder PERFKIT_OUT, if that is set. REFENGINE_VARIANT names it:

      single       the order book on the calling thread (the default)
      concurrent   the same on a thread of its own, between two rings without locks
      spinlock     several producers, a bounded queue behind a spin lock, the matcher
      segmented    several producers, a segmented queue without locks, the matcher
      pooled       a book of sorted levels, its orders in slabs
      allocated    the same book, each order by malloc

      --scenario S   baseline (1k), x10 (10k) or x100 (100k live orders)
      --seed N       seed of the flow (default: PERFKIT_SEED, else 42)
      --messages N   messages measured after the pre-fill (default: \(Scenario.defaultMessages))
      --runs N       passes, all of which must give the same trades (default: \(passes))
      --ring N       elements of each ring of 'concurrent' (default: \(defaultRingSize))
      --batch N      elements that its rings publish at once (default: \(defaultBatch))
      --producers N  threads that send to a queue (default: \(defaultProducers))

    Latencies are of the first \(timed) messages: applying one; to the matcher's thread and back;
    or from a producer to the matcher. Queues add how long the lock was held (lock-hold.csv), books
    of sorted levels what a pass adds to the memory (memory.csv).

    """
  }
}
