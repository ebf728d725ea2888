internal import MarketData
internal import OrderBook

/// Makes requests to the exchange from the records of an order stream, one of each.
///
/// Ids become 64 bits wide and scattered, and each order belongs to one of a thousand accounts.
struct RequestMaker {
  static let accounts = 1_000

  private var records: UInt64 = 0

  /// The request that the next record stands for.
  mutating func request(_ message: OrderMessage) -> OrderRequest {
    let id = (UInt64(message.id) &+ 1) &* 0xd129_0d8e_b3ab_36e5
    defer { records &+= 1 }
    return OrderRequest(
      Self.action(message.kind), id: id, account: UInt32((id >> 40) % UInt64(Self.accounts)),
      time: records &* 100, side: message.side, price: message.price, quantity: message.quantity)
  }

  @inline(__always)
  private static func action(_ kind: OrderMessage.Kind) -> OrderRequest.Action {
    switch kind {
    case .limit: .enter
    case .cancel: .cancel
    case .reduce: .reduce
    case .move: .move
    }
  }
}
