/// Finds an order by its id: an array for those below 2^22, a dictionary for others.
@usableFromInline
struct OrderTable<Price: PriceValue> {
  @usableFromInline typealias Link = UnsafeMutablePointer<StoredOrder<Price>>
  @usableFromInline static var directIDs: UInt32 { 1 << 22 }
  @usableFromInline var direct: [Link?] = []
  @usableFromInline var others: [UInt32: Link] = [:]

  @inlinable
  init() {}

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
  mutating func grow(for id: UInt32) {
    let size = max(Int(id) + 1, 2 * direct.count, 1024)
    direct += [Link?](repeating: nil, count: min(size, Int(Self.directIDs)) - direct.count)
  }
}
