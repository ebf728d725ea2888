/// Finds an order by its id: an array for those below 2^22, a dictionary for others.
///
/// It ends the lives of the orders that are left at the end. A `deinit` of the book would do, but
/// optimised code that destroys a book of a type it does not know passes over it (Swift 6.3.1).
@usableFromInline
final class OrderTable<Price: PriceValue> {
  @usableFromInline typealias Link = UnsafeMutablePointer<StoredOrder<Price>>
  @usableFromInline static var directIDs: UInt32 { 1 << 22 }
  @usableFromInline var direct: [Link?] = []
  @usableFromInline var others: [UInt32: Link] = [:]

  private let abandon: (Link) -> Void

  /// Makes an empty table; `abandon` is what becomes of orders that are in it at its end.
  @usableFromInline
  init(abandon: @escaping (Link) -> Void) { self.abandon = abandon }

  deinit {
    for case let order? in direct { abandon(order) }
    for order in others.values { abandon(order) }
  }

  @inlinable
  subscript(id: UInt32) -> Link? {
    get {
      if Int(id) < direct.count { return direct[Int(id)] }
      return id < Self.directIDs ? nil : others[id]
    }
    set {
      guard id < Self.directIDs else {
        others[id] = newValue
        return
      }
      if Int(id) >= direct.count { grow(for: id) }
      direct[Int(id)] = newValue
    }
  }

  @usableFromInline
  func grow(for id: UInt32) {
    let size = max(Int(id) + 1, 2 * direct.count, 1024)
    direct += [Link?](repeating: nil, count: min(size, Int(Self.directIDs)) - direct.count)
  }
}
