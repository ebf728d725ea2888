internal import OrderBook

/// The requests of a stream, with every kind of order among them.
///
/// One in eight orders of the stream is entered on other terms, by its id: stop orders a little
/// beyond their price, orders that do not rest, and post-only ones.
struct DurableRequests {
  let requests: [OrderRequest]

  init(readingFrom path: String) throws(Failure) {
    requests = try FullPasses(readMessages(path)).requests.map(Self.varied)
  }

  static func varied(_ request: OrderRequest) -> OrderRequest {
    guard request.action == .enter else { return request }
    var request = request
    switch request.id >> 32 & 31 {
    case 0:
      request.terms = .stop
      request.stopPrice =
        request.side == .buy
        ? request.price.addingReportingOverflow(3).partialValue
        : request.price.subtractingReportingOverflow(3).partialValue
    case 1: request.terms = .immediateOrCancel
    case 2: request.terms = .fillOrKill
    case 3: request.terms = .postOnly
    default: break
    }
    return request
  }
}
