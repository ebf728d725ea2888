internal import OrderBook

/// The orders at one price, a linked list.
@usableFromInline
struct SortedLevel<Price: PriceValue> {
  @usableFromInline typealias Link = UnsafeMutablePointer<StoredOrder<Price>>

  @usableFromInline let price: Price
  @usableFromInline var first: Link
  @usableFromInline var last: Link

  @inlinable
  init(price: Price, order: Link) {
    self.price = price
    first = order
    last = order
  }

  /// Visits the orders, the first to trade first; an order may be gone after its visit.
  @usableFromInline
  func forEach(_ visit: (Link) -> Void) {
    var order: Link? = first
    while let current = order {
      order = current.pointee.next
      visit(current)
    }
  }

  var orders: [RestingOrder] {
    var found: [RestingOrder] = []
    forEach { found.append($0.pointee.resting) }
    return found
  }
}

extension StoredOrder {
  /// The order as others see it.
  var resting: RestingOrder {
    RestingOrder(id: id, side: side, price: ticks, quantity: quantity)
  }
}
