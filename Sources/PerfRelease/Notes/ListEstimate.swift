/// How long the lists of changes in a text will be, before it is made.
struct ListEstimate {
  private let input: NotesInput
  /// Bytes around the texts of one change.
  private let reference: Int

  init(_ input: NotesInput) {
    self.input = input
    reference = input.forge.map { $0.page.utf8.count + 70 } ?? 16
  }

  /// The most changes that every list may have so that all of them together keep within so many bytes.
  func longestList(within bytes: Int) -> Int {
    let lists = Array(input.history.changes.values) + [input.history.breaking]
    var size = 0
    var length = 0
    while lists.contains(where: { $0.count > length }) {
      for list in lists where list.count > length { size += self.size(list[length]) }
      if size > bytes { return length }
      length += 1
    }
    return length
  }

  private func size(_ change: Change) -> Int {
    let scope = change.scope.map { $0.utf8.count + 8 } ?? 0
    let issues = input.forge == nil ? 0 : change.issues.count * (reference - 30)
    return change.text.utf8.count + scope + reference + issues
  }
}
