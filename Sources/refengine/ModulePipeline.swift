internal import MarketData
internal import OrderBook

/// The exchange in the stages of a server, each of which takes a block of messages at once: parse
/// the records, apply the requests, publish the reports, store them.
struct ModulePipeline: ~Copyable {
  /// The messages of a block.
  static let block = 64
  /// One message in so many is measured within the exchange; it shares no factor with the block.
  static let sampling = 17

  private var reader: RecordReader
  private var maker = RequestMaker()
  private var exchange = FullPasses.exchange()
  private var requests: [OrderRequest] = []
  private var applied = 0
  private var reports: MeasuredReportLine
  private var store = ReportStore()
  /// The digest of what was published.
  private(set) var digest = ReportDigest()

  /// Makes a pipeline that stands before the first record, with a clock for so many messages.
  init(records: [UInt8], room: Int = 0) {
    reader = RecordReader(records)
    reports = MeasuredReportLine(clock: PartClock(room: room))
  }

  /// The clock of the messages that were measured from within.
  var clock: PartClock { reports.clock }

  /// Reads a block's records, at most `limit`, and makes requests of them; returns how many.
  mutating func parse(_ limit: Int) throws(Failure) -> Int {
    requests.removeAll(keepingCapacity: true)
    while requests.count < min(limit, Self.block) {
      do throws(StreamError) {
        guard let message = try reader.next() else { break }
        requests.append(maker.request(message))
      } catch {
        throw .stream("records in memory", error)
      }
    }
    return requests.count
  }

  /// Applies the block's requests.
  mutating func apply() {
    let batch = requests
    exchange.apply(batch.span, to: &reports.line)
  }

  /// Applies them, and measures one message in `sampling` from within.
  mutating func applyMeasuring() {
    for request in requests {
      if applied % Self.sampling == 0 {
        reports.clock.begin()
        exchange.apply(request, to: &reports)
        reports.clock.end()
      } else {
        exchange.apply(request, to: &reports.line)
      }
      applied += 1
    }
  }

  /// Tells the block's reports to whoever listens, which here is the digest.
  mutating func publish() {
    for place in reports.line.waiting.indices { digest.receive(reports.line.waiting[place]) }
  }

  /// Writes the block's reports into the store, and makes room for the next block's.
  mutating func keep() {
    for place in reports.line.waiting.indices { store.append(reports.line.waiting[place]) }
    reports.line.waiting.removeAll(keepingCapacity: true)
  }

  /// All stages of the next block; returns the number of its messages.
  mutating func advance(_ limit: Int) throws(Failure) -> Int {
    let count = try parse(limit)
    apply()
    publish()
    keep()
    return count
  }
}

/// The reports of a block, which wait for being published.
struct ReportLine: ReportSink {
  var waiting: [ExecutionReport] = []

  mutating func receive(_ report: ExecutionReport) { waiting.append(report) }
}

/// The same while a clock runs.
struct MeasuredReportLine: ReportSink {
  var line = ReportLine()
  var clock: PartClock

  mutating func receive(_ report: ExecutionReport) { line.receive(report) }

  mutating func enter(_ part: ExchangePart) { clock.enter(part) }
}
