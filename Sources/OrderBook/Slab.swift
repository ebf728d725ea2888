/// Elements at stable 32-bit slots; the slot freed last is reused first.
@usableFromInline
struct Slab<Element> {
  @usableFromInline var elements: [Element] = []
  @usableFromInline var vacant: [UInt32] = []

  @inlinable
  init() {}

  @inlinable
  mutating func insert(_ element: Element) -> UInt32 {
    if let slot = vacant.popLast() {
      elements[Int(slot)] = element
      return slot
    }
    elements.append(element)
    return UInt32(elements.count - 1)
  }

  @inlinable
  mutating func remove(_ slot: UInt32) { vacant.append(slot) }

  @inlinable
  subscript(slot: UInt32) -> Element {
    get { elements[Int(slot)] }
    set { elements[Int(slot)] = newValue }
  }
}

/// The slot that means "no element".
@usableFromInline let noSlot = UInt32.max
