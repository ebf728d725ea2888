/// A place in the tree of commands: a command, or a group of them such as `baseline`.
public struct CommandNode: Sendable {
  enum Content: Sendable {
    case command(any Command.Type)
    case group([CommandNode], discussion: String)
  }

  let name: String
  let summary: String
  let heading: String?
  let isHidden: Bool
  let content: Content

  /// A command; help lists it under `heading`, or under "Commands".
  public static func command<C: Command>(
    _ type: C.Type, heading: String? = nil, visibility: Visibility = .shown
  ) -> CommandNode {
    CommandNode(
      name: C.name, summary: C.summary, heading: heading, isHidden: visibility == .hidden,
      content: .command(type))
  }

  /// A group of commands called by two words, such as `baseline record`.
  public static func group(
    _ name: String, summary: String, discussion: String = "", heading: String? = nil,
    visibility: Visibility = .shown, _ members: [CommandNode]
  ) -> CommandNode {
    CommandNode(
      name: name, summary: summary, heading: heading, isHidden: visibility == .hidden,
      content: .group(members, discussion: discussion))
  }

  var members: [CommandNode] {
    if case .group(let members, _) = content { return members }
    return []
  }

  /// The parameters of a command without their type; none for a group.
  var specs: [ParameterSpec] {
    guard case .command(let type) = content else { return [] }
    return Self.specs(of: type)
  }

  private static func specs<C: Command>(of type: C.Type) -> [ParameterSpec] {
    C.parameters.flatMap(\.entries).map(\.spec)
  }
}
