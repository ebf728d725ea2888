/// A pattern over whole names: `*` any text (also with `/`), `?` one character, `{a,b}` either;
/// everything else is itself.
///
/// Matching follows all possibilities at once (Thompson 1968), so it takes time proportional to
/// the length of the pattern times that of the name, whatever the pattern.
public struct Glob: Sendable, Hashable {
  /// Why a text is no pattern.
  public enum Failure: Error, Sendable, Hashable {
    /// There is no text.
    case empty
    /// The text has more than 1024 characters.
    case tooLong
    /// A `{` is never closed; the offset is in characters from 0.
    case unclosedBrace(offset: Int)
    /// A `}` closes nothing.
    case strayBrace(offset: Int)
  }

  private enum Step: Sendable, Hashable {
    case character(Character)
    case anyCharacter
    case anyText
    case fork([Int])
    case jump(Int)
  }

  /// The pattern as written.
  public let pattern: String
  private let steps: [Step]

  /// Reads a pattern.
  public init(_ pattern: String) throws(Failure) {
    let characters = Array(pattern)
    guard !characters.isEmpty else { throw .empty }
    guard characters.count <= 1024 else { throw .tooLong }
    var steps: [Step] = []
    var open: [(offset: Int, fork: Int, starts: [Int], ends: [Int])] = []
    for (offset, character) in characters.enumerated() {
      switch character {
      case "*": steps.append(.anyText)
      case "?": steps.append(.anyCharacter)
      case "{":
        open.append((offset, steps.count, [steps.count + 1], []))
        steps.append(.fork([]))
      case "," where !open.isEmpty:
        open[open.count - 1].ends.append(steps.count)
        steps.append(.jump(0))
        open[open.count - 1].starts.append(steps.count)
      case "}":
        guard let brace = open.popLast() else { throw .strayBrace(offset: offset) }
        steps[brace.fork] = .fork(brace.starts)
        for end in brace.ends { steps[end] = .jump(steps.count) }
      default: steps.append(.character(character))
      }
    }
    if let brace = open.last { throw .unclosedBrace(offset: brace.offset) }
    self.pattern = pattern
    self.steps = steps
  }

  /// Whether the whole of `name` matches.
  public func matches(_ name: String) -> Bool {
    var current = States(count: steps.count)
    enter(0, &current)
    for character in name {
      var next = States(count: steps.count)
      for state in current.list where state < steps.count {
        switch steps[state] {
        case .character(let wanted): if wanted == character { enter(state + 1, &next) }
        case .anyCharacter: enter(state + 1, &next)
        case .anyText: enter(state, &next)
        case .fork, .jump: break
        }
      }
      if next.list.isEmpty { return false }
      current = next
    }
    return current.isMember[steps.count]
  }

  private struct States {
    var list: [Int] = []
    var isMember: [Bool]

    init(count: Int) { isMember = [Bool](repeating: false, count: count + 1) }
  }

  private func enter(_ state: Int, _ states: inout States) {
    var pending = [state]
    while let state = pending.popLast() {
      guard !states.isMember[state] else { continue }
      states.isMember[state] = true
      states.list.append(state)
      guard state < steps.count else { continue }
      switch steps[state] {
      case .anyText: pending.append(state + 1)
      case .fork(let targets): pending.append(contentsOf: targets)
      case .jump(let target): pending.append(target)
      case .character, .anyCharacter: break
      }
    }
  }
}
