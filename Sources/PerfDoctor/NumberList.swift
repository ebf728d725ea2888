/// Numbers of processors as the kernel lists them, `0-3,8`.
enum NumberList {
  private static let most = 1 << 16

  /// The numbers, ascending; nil if the text is no such list.
  static func parse(_ text: String) -> [Int]? {
    var numbers: Set<Int> = []
    for part in text.split(separator: ",") {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2,
        first >= 0, first <= last, last < most
      else { return nil }
      numbers.formUnion(first...last)
    }
    return numbers.sorted()
  }
}
