/// One option or argument of a struct of options: its names, its help and where its value goes.
///
/// Parsing, help and completions are all derived from this one declaration.
public struct Parameter<Root: CommandLineOptions>: Sendable {
  struct Entry: Sendable {
    let spec: ParameterSpec
    /// The text of the parameter's value in a struct, for the default that help shows.
    let defaultText: @Sendable (Root) -> String?
    /// Stores a value from its text; false if the text does not fit.
    let assign: @Sendable (inout Root, String) -> Bool
  }

  let entries: [Entry]

  init(
    _ spec: ParameterSpec, defaultText: @escaping @Sendable (Root) -> String? = { _ in nil },
    assign: @escaping @Sendable (inout Root, String) -> Bool
  ) {
    entries = [Entry(spec: spec, defaultText: defaultText, assign: assign)]
  }

  init(entries: [Entry]) { self.entries = entries }

  /// All parameters of a struct that several commands share and keep under `path`.
  public static func including<Part: CommandLineOptions>(
    _ path: any WritableKeyPath<Root, Part> & Sendable
  ) -> Parameter {
    let entries = Part.parameters.flatMap(\.entries).map { entry in
      Entry(
        spec: entry.spec, defaultText: { entry.defaultText($0[keyPath: path]) },
        assign: { root, text in entry.assign(&root[keyPath: path], text) })
    }
    return Parameter(entries: entries)
  }
}

/// How the text of one value is read, checked and described.
struct Reading<Value: ArgumentValue>: Sendable {
  let bound: ValueBound<Value>?

  var expectation: String { bound?.expectation ?? Value.expectation }

  func value(of text: String) -> Value? {
    guard let value = Value.parse(text), bound?.admits(value) ?? true else { return nil }
    return value
  }
}
