/// Names that may be referred to, in declared order.
struct KnownNames {
  private(set) var list: [String] = []
  private var members: Set<String> = []

  init(_ names: some Sequence<String>) {
    for name in names { insert(name) }
  }

  mutating func insert(_ name: String) {
    if members.insert(name).inserted { list.append(name) }
  }

  func contains(_ name: String) -> Bool { members.contains(name) }
}
