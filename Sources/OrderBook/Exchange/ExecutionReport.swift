/// What became of an order, told to its account.
public struct ExecutionReport: Hashable, Sendable {
  /// What happened.
  public enum Kind: UInt8, Sendable, CaseIterable {
    /// The request was taken: a new order, before it trades.
    case accepted = 1
    /// The request was refused and changed nothing.
    case rejected
    /// The order traded.
    case filled
    /// What was left of the order was taken out.
    case cancelled
    /// The order has a new price or quantity, before it trades.
    case replaced
    /// A stop order became a limit order, before it trades.
    case triggered
  }

  /// Why a request was rejected or an order cancelled without being asked to.
  public enum Reason: UInt8, Sendable, CaseIterable {
    case none, unknownOrder, notOwner, unknownAccount, duplicateID, zeroQuantity, hugeQuantity
    case badPrice, noLiquidity, notFillable, wouldTrade, insufficientCash, positionLimit,
      notionalLimit
    case rateLimit, drawdownLimit, selfTrade, immediate
  }

  /// Counts the reports from 1.
  public var sequence: UInt64
  /// The order's number.
  public var id: UInt64
  /// The number of the order traded with, of a fill; else 0.
  public var counterpart: UInt64
  /// The fee of a fill in ticks x lots.
  public var fee: Int64
  /// The order's account.
  public var account: UInt32
  /// The price of the fill, else the limit price of the order or request.
  public var price: Int32
  /// The lots filled, taken off or entered.
  public var quantity: UInt32
  /// The lots of the order that are still to trade.
  public var leaves: UInt32
  /// What happened.
  public var kind: Kind
  /// Why.
  public var reason: Reason
  /// The order's side.
  public var side: Side

  @inlinable @inline(__always)
  init(
    _ kind: Kind, sequence: UInt64, id: UInt64, counterpart: UInt64, fee: Int64, account: UInt32,
    price: Int32, quantity: UInt32, leaves: UInt32, reason: Reason, side: Side
  ) {
    self.sequence = sequence
    self.id = id
    self.counterpart = counterpart
    self.fee = fee
    self.account = account
    self.price = price
    self.quantity = quantity
    self.leaves = leaves
    self.kind = kind
    self.reason = reason
    self.side = side
  }
}

/// Takes the reports of an exchange in order.
public protocol ReportSink {
  /// Takes the next report.
  mutating func receive(_ report: ExecutionReport)

  /// Is told which part of the exchange works from here on; a request begins with matching.
  mutating func enter(_ part: ExchangePart)
}

extension ReportSink {
  /// Does nothing, and leaves nothing of the call.
  @inlinable @inline(__always)
  public mutating func enter(_ part: ExchangePart) {}
}

/// A part of the exchange, for whoever measures them apart.
public enum ExchangePart: UInt8, Sendable, CaseIterable {
  /// Accounts: limits, reserves, fees and positions.
  case risk
  /// Everything else: orders, queues and trades.
  case matching
}

/// Keeps every report it receives.
public struct ReportLog: ReportSink, Sendable {
  /// The reports in order.
  public private(set) var reports: [ExecutionReport] = []

  /// Makes a log without reports.
  public init() {}

  /// Appends a report.
  public mutating func receive(_ report: ExecutionReport) { reports.append(report) }

  /// Forgets the reports, and keeps the memory.
  public mutating func removeAll() { reports.removeAll(keepingCapacity: true) }
}

/// The 64-bit digest of all reports, in order.
public struct ReportDigest: ReportSink, Hashable, Sendable, CustomStringConvertible {
  @usableFromInline var hash = WordHash()

  /// Makes the digest of no reports.
  @inlinable
  public init() {}

  /// Mixes in kind, side, reason and account; the id; price and quantity; leaves and fee; and
  /// the counterpart of a fill.
  @inlinable @inline(__always)
  public mutating func receive(_ report: ExecutionReport) {
    let head =
      UInt64(report.kind.rawValue) | UInt64(report.side.rawValue) << 8
      | UInt64(report.reason.rawValue) << 16
    hash.mix(UInt64(report.account) << 32 | head)
    hash.mix(report.id)
    hash.mix(UInt64(UInt32(bitPattern: report.price)) << 32 | UInt64(report.quantity))
    hash.mix(UInt64(report.leaves) ^ UInt64(bitPattern: report.fee) << 32)
    if report.kind == .filled { hash.mix(report.counterpart) }
  }

  /// The digest as 16 lower-case hexadecimal digits.
  public var description: String { hash.description }
}
