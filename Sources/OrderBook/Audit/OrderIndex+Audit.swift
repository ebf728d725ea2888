internal import Glibc

extension OrderIndex {
  private static var stretch: Int { 1 << 14 }

  /// The ids that lead to a node, by a look at every entry.
  var occupied: Int {
    let zeros = [UInt32](repeating: 0, count: Self.stretch)
    var found = hashed.occupied
    for start in stride(from: 0, to: Self.directIDs, by: Self.stretch) {
      let entries = direct.base + start
      let bytes = Self.stretch * MemoryLayout<UInt32>.stride
      if memcmp(entries, zeros, bytes) == 0 { continue }
      for place in 0..<Self.stretch where entries[place] != 0 { found += 1 }
    }
    return found
  }
}

extension HashIndex {
  /// The keys that lead to a slot, by a look at every entry.
  var occupied: Int {
    var found = 0
    for place in 0...mask where entries.base[place].slot != 0 { found += 1 }
    return found
  }
}
