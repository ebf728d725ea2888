extension Parameter {
  /// An option without a value, such as `--fail-fast`, which sets a Bool to true.
  public static func flag(
    _ names: String..., help: String, visibility: Visibility = .shown,
    _ path: any WritableKeyPath<Root, Bool> & Sendable
  ) -> Parameter {
    let spec = ParameterSpec(
      shape: .flag, names: names, help: help, isHidden: visibility == .hidden)
    return Parameter(spec) { root, _ in
      root[keyPath: path] = true
      return true
    }
  }

  /// An option with a value that is nil when not given; giving it twice is an error.
  public static func option<Value: ArgumentValue>(
    _ names: String..., value: String, help: String, bound: ValueBound<Value>? = nil,
    completion: CompletionHint = .none, required: Bool = false, visibility: Visibility = .shown,
    _ path: any WritableKeyPath<Root, Value?> & Sendable
  ) -> Parameter {
    let reading = Reading(bound: bound)
    let spec = ParameterSpec(
      shape: .option(repeats: false), names: names, value: value, help: help,
      expectation: reading.expectation, choices: Value.choices, completion: completion,
      isRequired: required, isHidden: visibility == .hidden)
    return Parameter(spec, defaultText: { $0[keyPath: path]?.argumentText }) { root, text in
      guard let value = reading.value(of: text) else { return false }
      root[keyPath: path] = value
      return true
    }
  }

  /// An option with a value and a default, which help shows; giving it twice is an error.
  public static func option<Value: ArgumentValue>(
    _ names: String..., value: String, help: String, bound: ValueBound<Value>? = nil,
    completion: CompletionHint = .none, required: Bool = false, visibility: Visibility = .shown,
    _ path: any WritableKeyPath<Root, Value> & Sendable
  ) -> Parameter {
    let reading = Reading(bound: bound)
    let spec = ParameterSpec(
      shape: .option(repeats: false), names: names, value: value, help: help,
      expectation: reading.expectation, choices: Value.choices, completion: completion,
      isRequired: required, isHidden: visibility == .hidden)
    let defaultText: @Sendable (Root) -> String? = { root in
      required ? nil : root[keyPath: path].argumentText
    }
    return Parameter(spec, defaultText: defaultText) { root, text in
      guard let value = reading.value(of: text) else { return false }
      root[keyPath: path] = value
      return true
    }
  }

  /// An option that may be given several times; its values are appended in the order given.
  public static func repeated<Value: ArgumentValue>(
    _ names: String..., value: String, help: String, bound: ValueBound<Value>? = nil,
    completion: CompletionHint = .none, required: Bool = false, visibility: Visibility = .shown,
    _ path: any WritableKeyPath<Root, [Value]> & Sendable
  ) -> Parameter {
    let reading = Reading(bound: bound)
    let spec = ParameterSpec(
      shape: .option(repeats: true), names: names, value: value, help: help,
      expectation: reading.expectation, choices: Value.choices, completion: completion,
      isRequired: required, isHidden: visibility == .hidden)
    return Parameter(spec) { root, text in
      guard let value = reading.value(of: text) else { return false }
      root[keyPath: path].append(value)
      return true
    }
  }
}
