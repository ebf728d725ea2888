internal import Glibc

/// Zeroed memory for elements of a trivial type, which the kernel hands out as it is touched.
@usableFromInline
struct Region<Element: BitwiseCopyable>: ~Copyable {
  @usableFromInline private(set) var base: UnsafeMutablePointer<Element>
  @usableFromInline private(set) var capacity: Int
  private let largePages: Bool

  /// Maps memory, in large pages where the kernel has them and is asked for them.
  @usableFromInline
  init(capacity: Int, largePages: Bool = false) {
    base = Self.map(capacity, largePages)
    self.capacity = capacity
    self.largePages = largePages
  }

  @inlinable
  deinit { Self.unmap(base, capacity) }

  /// Makes room for half as many elements again, for one at least; those there keep their places.
  ///
  /// Stretches that were never written are not copied, so that they stay without memory.
  @usableFromInline
  mutating func grow() {
    let larger = capacity + max(capacity / 2, 1)
    let copy = Self.map(larger, largePages)
    let stretch = 4096 / MemoryLayout<Element>.stride
    for start in stride(from: 0, to: capacity, by: stretch) {
      let count = min(stretch, capacity - start)
      if isWritten(start, count) { (copy + start).update(from: base + start, count: count) }
    }
    Self.unmap(base, capacity)
    base = copy
    capacity = larger
  }

  private func isWritten(_ start: Int, _ count: Int) -> Bool {
    UnsafeRawBufferPointer(start: base + start, count: Self.size(count)).contains { $0 != 0 }
  }

  private static func map(
    _ capacity: Int, _ largePages: Bool
  ) -> UnsafeMutablePointer<Element> {
    let memory = mmap(
      nil, size(capacity), PROT_READ | PROT_WRITE,
      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    guard let memory, memory != MAP_FAILED else {
      preconditionFailure("no memory for \(capacity) elements of \(Element.self)")
    }
    if largePages { madvise(memory, size(capacity), MADV_HUGEPAGE) }
    return memory.bindMemory(to: Element.self, capacity: capacity)
  }

  @usableFromInline
  static func unmap(_ base: UnsafeMutablePointer<Element>, _ capacity: Int) {
    munmap(base, size(capacity))
  }

  private static func size(_ capacity: Int) -> Int { capacity * MemoryLayout<Element>.stride }
}
