internal import MarketData
internal import OrderBook

/// Makes requests to the exchange from the records of an order stream.
///
/// Ids become 64 bits wide and scattered, and each order belongs to one of a thousand accounts. A
/// move to the other side becomes a cancel and a new order.
struct RequestMaker {
  static let accounts = 1_000
  private static let densest = 1 << 24

  /// The sides of the orders by their ids, nil of those not seen; and of those with large ids.
  private var sides: [Side?] = []
  private var otherSides: [UInt32: Side] = [:]
  private var records: UInt64 = 0

  /// Appends the one or two requests that the next record stands for.
  mutating func append(_ message: OrderMessage, to requests: inout [OrderRequest]) {
    var action = Self.action(message.kind)
    if message.kind == .move, side(of: message.id) != message.side {
      requests.append(request(.cancel, message))
      action = .enter
    }
    requests.append(request(action, message))
    if message.kind == .limit || message.kind == .move { keep(message) }
    records &+= 1
  }

  private static func action(_ kind: OrderMessage.Kind) -> OrderRequest.Action {
    switch kind {
    case .limit: .enter
    case .cancel: .cancel
    case .reduce: .reduce
    case .move: .replace
    }
  }

  @inline(__always)
  private func request(_ action: OrderRequest.Action, _ message: OrderMessage) -> OrderRequest {
    let id = (UInt64(message.id) &+ 1) &* 0xd129_0d8e_b3ab_36e5
    return OrderRequest(
      action, id: id, account: UInt32((id >> 40) % UInt64(Self.accounts)), time: records &* 100,
      side: message.side, price: message.price, quantity: message.quantity)
  }

  private func side(of id: UInt32) -> Side? {
    Int(id) < sides.count ? sides[Int(id)] : otherSides[id]
  }

  private mutating func keep(_ message: OrderMessage) {
    let place = Int(message.id)
    guard place < Self.densest else {
      otherSides[message.id] = message.side
      return
    }
    if place >= sides.count {
      let room = max(place + 1, 2 * sides.count, 1024)
      sides.append(contentsOf: repeatElement(nil, count: room - sides.count))
    }
    sides[place] = message.side
  }
}
