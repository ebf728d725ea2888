internal import PerfArguments
internal import PerfFiles
internal import PerfJSON
internal import PerfModel
internal import PerfTemplates

/// `perfkit init`: a commented starter perfkit.yaml.
struct Init: RunnableCommand {
  static let name = "init"
  static let summary = "Write a commented starter perfkit.yaml for the project found here."
  static let discussion = """
    Looks for Package.swift, CMakeLists.txt, Cargo.toml and Makefile, in this order. Never \
    overwrites a file.
    """
  static let parameters: [Parameter<Init>] = []
  static let exitCodes = [0, 1, 6]

  private static let signs: [(file: String, starter: Templates.Starter)] = [
    ("Package.swift", .swiftpm), ("CMakeLists.txt", .cmake), ("Cargo.toml", .cargo),
    ("Makefile", .make),
  ]

  func run(_ session: Session) throws(Problems) -> CommandResult {
    let folder = Path.current
    let file = session.options.config ?? "perfkit.yaml"
    let path = Path.join(folder, file)
    guard !File.exists(path) else {
      throw Problems([
        Problem(
          "init.exists", "there is a file '\(file)' already",
          hint: "edit it; `perfkit list` shows what it declares", file: file, verdict: .refused)
      ])
    }
    let sign = Self.signs.first { File.exists(folder + "/" + $0.file) }
    let project = Self.identifier(Path.name(of: folder))
    let product = sign?.starter == .swiftpm ? Self.product(in: folder) ?? project : project
    let text = Templates.starter(sign?.starter ?? .generic)
      .replacing("{{project}}", with: project).replacing("{{product}}", with: product)
    try attempt { try File.write(text.utf8, to: path) }
    session.console.say(
      "wrote \(file) for \(sign.map { "the project of \($0.file)" } ?? "a project of any kind")")
    session.console.say("next: look at it, then `perfkit list` and `perfkit smoke`")
    return CommandResult(
      document: .object([
        ("format", .string("perfkit-init/1")), ("file", .string(file)),
        ("kind", .string((sign?.starter ?? .generic).rawValue)), ("errors", .array([])),
        ("verdict", .string("pass")), ("exit", .integer(0)),
      ]))
  }

  /// A name that perfkit.yaml accepts.
  private static func identifier(_ text: String) -> String {
    let safe = text.map { character in
      character.isASCII && (character.isLetter || character.isNumber || "._-".contains(character))
        ? character : "-"
    }
    return safe.isEmpty ? "project" : String(safe.prefix(64))
  }

  /// The first executable that Package.swift declares.
  private static func product(in folder: String) -> String? {
    guard let bytes = try? File.read(folder + "/Package.swift") else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    for mark in [".executable(", ".executableTarget("] {
      guard let call = text.firstRange(of: mark),
        let name = text[call.upperBound...].firstRange(of: "name:")
      else { continue }
      let parts = text[name.upperBound...].split(separator: "\"", maxSplits: 2)
      if parts.count > 1 { return identifier(String(parts[1])) }
    }
    return nil
  }
}
