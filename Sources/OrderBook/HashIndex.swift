/// Finds a slot by a key: open addressing with linear probing; slot 0 stands for none.
///
/// Removal shifts later entries back, so that no tombstones pile up; at most half the table is
/// used.
@usableFromInline
struct HashIndex<Key: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>: ~Copyable {
  @usableFromInline
  struct Entry: BitwiseCopyable {
    @usableFromInline var key: Key
    @usableFromInline var slot: UInt32

    @inlinable
    init(key: Key, slot: UInt32) {
      self.key = key
      self.slot = slot
    }
  }

  @usableFromInline var entries: Region<Entry>
  @usableFromInline var count = 0
  @usableFromInline var mask: Int
  @usableFromInline var shift: UInt64
  private let largePages: Bool

  @usableFromInline
  init(bits: Int = 4, largePages: Bool = false) {
    entries = Region(capacity: 1 << bits, largePages: largePages)
    self.largePages = largePages
    mask = 1 << bits - 1
    shift = UInt64(64 - bits)
  }

  @inlinable
  func slot(of key: Key) -> UInt32 { entries.base[position(of: key)].slot }

  /// Adds a key that is not in the index.
  @inlinable
  mutating func insert(_ key: Key, slot: UInt32) {
    if count &* 2 > mask { grow() }
    entries.base[position(of: key)] = Entry(key: key, slot: slot)
    count &+= 1
  }

  /// Removes a key that is in the index.
  @inlinable
  mutating func remove(_ key: Key) {
    var hole = position(of: key)
    var probe = hole
    while true {
      probe = (probe &+ 1) & mask
      let entry = entries.base[probe]
      if entry.slot == 0 { break }
      let distance = (probe &- home(of: entry.key)) & mask
      if distance >= (probe &- hole) & mask {
        entries.base[hole] = entry
        hole = probe
      }
    }
    entries.base[hole].slot = 0
    count &-= 1
  }

  /// Where the key is, or where it would be put.
  @inlinable
  func position(of key: Key) -> Int {
    var probe = home(of: key)
    while entries.base[probe].slot != 0 && entries.base[probe].key != key {
      probe = (probe &+ 1) & mask
    }
    return probe
  }

  /// Fibonacci hashing (Knuth): the high bits of a product with 2^64 over the golden ratio.
  @inlinable
  func home(of key: Key) -> Int {
    Int(truncatingIfNeeded: (UInt64(truncatingIfNeeded: key) &* 0x9E37_79B9_7F4A_7C15) &>> shift)
  }

  @usableFromInline
  mutating func grow() {
    var larger = HashIndex(bits: 65 - Int(shift), largePages: largePages)
    for place in 0...mask where entries.base[place].slot != 0 {
      larger.insert(entries.base[place].key, slot: entries.base[place].slot)
    }
    self = larger
  }
}
