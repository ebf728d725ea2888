internal import PerfModel

/// A struct of options being filled in from words.
struct OptionReader<Root: CommandLineOptions> {
  private(set) var values = Root()
  let entries = Root.parameters.flatMap(\.entries)
  private var given: Set<Int> = []

  /// The place of the option spelt `name`.
  func index(of name: String) -> Int? { entries.firstIndex { $0.spec.names.contains(name) } }

  func wasGiven(_ index: Int) -> Bool { given.contains(index) }

  /// Stores the text as the value of the parameter at `index`, which was written as `subject`.
  mutating func assign(_ text: String, to index: Int, as subject: String)
    throws(UsageProblem)
  {
    let spec = entries[index].spec
    if given.contains(index) && !spec.mayRepeat { throw .repeatedOption(subject) }
    guard entries[index].assign(&values, text) else {
      throw .badValue(
        subject: subject, given: text, expectation: spec.expectation,
        suggestion: nearest(text, in: spec.choices) ?? completion(of: text, in: spec.choices))
    }
    given.insert(index)
  }

  /// Refuses a command line that lacks something required.
  func checkCompleteness() throws(UsageProblem) {
    for (index, entry) in entries.enumerated() where entry.spec.isRequired && !given.contains(index)
    {
      if entry.spec.isOption {
        throw .missingOption(entry.spec.mainName, value: entry.spec.value)
      }
      throw .missingArgument(entry.spec.value, separated: entry.spec.shape == .rest)
    }
  }
}
