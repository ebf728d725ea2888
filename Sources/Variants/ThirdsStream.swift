public import OrderBook

/// The case on which types of prices differ: offers at 0.1 × 1 to 0.1 × 1000, one after the other,
/// each with a bid at the same price, both withdrawn before the next.
///
/// In binary fractions 0.1 × 3 is 0.30000000000000004, above 0.3, so that a bid read as 0.3 does
/// not reach an offer computed as 0.1 × 3.
public enum ThirdsStream {
  /// How many offers there are.
  public static let offers = 1000

  /// The messages; a withdrawal of an order that traded is an orphan.
  public static var messages: [OrderMessage] {
    (1...UInt32(offers)).flatMap { number in
      let price = Int32(number)
      let (sell, buy) = (2 * number, 2 * number + 1)
      return [
        OrderMessage(kind: .limit, side: .sell, id: sell, price: price, quantity: 1),
        OrderMessage(kind: .limit, side: .buy, id: buy, price: price, quantity: 1),
        OrderMessage(kind: .cancel, side: .sell, id: sell, price: 0, quantity: 0),
        OrderMessage(kind: .cancel, side: .buy, id: buy, price: 0, quantity: 0),
      ]
    }
  }
}
