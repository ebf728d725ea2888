/// Finds the node of a live order by its id; 0 stands for none.
///
/// Ids below 2^24 index an array, of which only the parts in use take memory. Others are looked
/// up in a hash table.
@usableFromInline
struct OrderIndex: ~Copyable {
  @usableFromInline static let directIDs = 1 << 24
  @usableFromInline var direct: Region<UInt32>
  @usableFromInline var hashed = HashIndex<UInt32>()

  @usableFromInline
  init(largePages: Bool) {
    direct = Region(capacity: Self.directIDs, largePages: largePages)
  }

  @inlinable @inline(__always)
  func slot(of id: UInt32) -> UInt32 {
    if id &>> 24 == 0 { return direct.base[Int(id)] }
    return hashedSlot(of: id)
  }

  /// Adds an id that is not in the index.
  @inlinable @inline(__always)
  mutating func insert(_ id: UInt32, slot: UInt32) {
    if id &>> 24 == 0 {
      direct.base[Int(id)] = slot
    } else {
      insertHashed(id, slot: slot)
    }
  }

  /// Removes an id that is in the index.
  @inlinable @inline(__always)
  mutating func remove(_ id: UInt32) {
    if id &>> 24 == 0 {
      direct.base[Int(id)] = 0
    } else {
      removeHashed(id)
    }
  }

  @usableFromInline
  func hashedSlot(of id: UInt32) -> UInt32 { hashed.slot(of: id) }

  @usableFromInline
  mutating func insertHashed(_ id: UInt32, slot: UInt32) { hashed.insert(id, slot: slot) }

  @usableFromInline
  mutating func removeHashed(_ id: UInt32) { hashed.remove(id) }
}
