import Testing

@testable import OrderBook

@Suite struct OpenLotsTests {
  @Test("The oldest lots are given up first, and what is beyond them is a new one")
  func firstInFirstOut() {
    var lots = OpenLots()
    lots.fill(.buy, price: 100, quantity: 5)
    lots.fill(.buy, price: 110, quantity: 5)
    #expect(lots.realized == 0)
    #expect(lots.unrealized(at: 108) == 30)
    lots.fill(.sell, price: 120, quantity: 7)
    #expect(lots.realized == 5 * 20 + 2 * 10)
    #expect(lots.unrealized(at: 130) == 3 * 20)
    lots.fill(.sell, price: 90, quantity: 10)
    #expect(lots.realized == 120 - 3 * 20)
    #expect(lots.unrealized(at: 95) == -7 * 5)
    lots.fill(.buy, price: 80, quantity: 7)
    #expect(lots.realized == 60 + 7 * 10)
    #expect(lots.unrealized(at: 1) == 0)
  }
}
