/// Finds the slot of a live order by its id: open addressing with linear probing.
///
/// Removal shifts later entries back, so that no tombstones pile up; at most half the table is used.
@usableFromInline
struct OrderIndex {
  @usableFromInline
  struct Entry {
    @usableFromInline var id: UInt32
    @usableFromInline var slot: UInt32

    @inlinable
    init(id: UInt32, slot: UInt32) {
      self.id = id
      self.slot = slot
    }
  }

  @usableFromInline var entries: [Entry]
  @usableFromInline var count = 0
  @usableFromInline var shift: UInt32

  @inlinable
  init(bits: UInt32 = 4) {
    entries = Array(repeating: Entry(id: 0, slot: noSlot), count: 1 << bits)
    shift = 32 - bits
  }

  @inlinable
  func slot(of id: UInt32) -> UInt32? {
    let entry = entries[position(of: id)]
    return entry.slot == noSlot ? nil : entry.slot
  }

  /// Adds an id that is not in the index.
  @inlinable
  mutating func insert(_ id: UInt32, slot: UInt32) {
    if count * 2 >= entries.count { grow() }
    entries[position(of: id)] = Entry(id: id, slot: slot)
    count += 1
  }

  /// Removes an id that is in the index.
  @inlinable
  mutating func remove(_ id: UInt32) {
    var hole = position(of: id)
    var probe = hole
    while true {
      probe = next(probe)
      let entry = entries[probe]
      if entry.slot == noSlot { break }
      let distance = (probe - home(of: entry.id)) & (entries.count - 1)
      if distance >= (probe - hole) & (entries.count - 1) {
        entries[hole] = entry
        hole = probe
      }
    }
    entries[hole].slot = noSlot
    count -= 1
  }

  /// Where the id is, or where it would be put.
  @inlinable
  func position(of id: UInt32) -> Int {
    var probe = home(of: id)
    while entries[probe].slot != noSlot && entries[probe].id != id { probe = next(probe) }
    return probe
  }

  @inlinable
  func home(of id: UInt32) -> Int { Int((id &* 0x9E37_79B1) >> shift) }

  @inlinable
  func next(_ position: Int) -> Int { (position + 1) & (entries.count - 1) }

  @usableFromInline
  mutating func grow() {
    var larger = OrderIndex(bits: 33 - shift)
    for entry in entries where entry.slot != noSlot {
      larger.insert(entry.id, slot: entry.slot)
    }
    self = larger
  }
}
