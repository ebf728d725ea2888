extension Parameter {
  /// An argument that must be given, in the order of declaration.
  public static func positional<Value: ArgumentValue>(
    _ value: String, help: String, bound: ValueBound<Value>? = nil,
    completion: CompletionHint = .none,
    _ path: any WritableKeyPath<Root, Value> & Sendable
  ) -> Parameter {
    let reading = Reading(bound: bound)
    let spec = ParameterSpec(
      shape: .positional(repeats: false), value: value, help: help,
      expectation: reading.expectation, choices: Value.choices, completion: completion,
      isRequired: true)
    return Parameter(spec) { root, text in
      guard let value = reading.value(of: text) else { return false }
      root[keyPath: path] = value
      return true
    }
  }

  /// An argument that is nil when not given.
  public static func positional<Value: ArgumentValue>(
    _ value: String, help: String, bound: ValueBound<Value>? = nil,
    completion: CompletionHint = .none,
    _ path: any WritableKeyPath<Root, Value?> & Sendable
  ) -> Parameter {
    let reading = Reading(bound: bound)
    let spec = ParameterSpec(
      shape: .positional(repeats: false), value: value, help: help,
      expectation: reading.expectation, choices: Value.choices, completion: completion)
    return Parameter(spec, defaultText: { $0[keyPath: path]?.argumentText }) { root, text in
      guard let value = reading.value(of: text) else { return false }
      root[keyPath: path] = value
      return true
    }
  }

  /// All further arguments; at least one if `required`.
  ///
  /// Declared after every other argument.
  public static func positional<Value: ArgumentValue>(
    _ value: String, help: String, bound: ValueBound<Value>? = nil,
    completion: CompletionHint = .none,
    required: Bool = false, _ path: any WritableKeyPath<Root, [Value]> & Sendable
  ) -> Parameter {
    let reading = Reading(bound: bound)
    let spec = ParameterSpec(
      shape: .positional(repeats: true), value: value, help: help,
      expectation: reading.expectation, choices: Value.choices, completion: completion,
      isRequired: required)
    return Parameter(spec) { root, text in
      guard let value = reading.value(of: text) else { return false }
      root[keyPath: path].append(value)
      return true
    }
  }

  /// Every word after `--`, kept as it is, also if it is empty or begins with a dash.
  public static func rest(
    _ value: String, help: String, required: Bool = false,
    _ path: any WritableKeyPath<Root, [String]> & Sendable
  ) -> Parameter {
    let spec = ParameterSpec(shape: .rest, value: value, help: help, isRequired: required)
    return Parameter(spec) { root, text in
      root[keyPath: path].append(text)
      return true
    }
  }
}
