/// libyaml's complaint in terms of what a person most likely did.
struct SyntaxMistake {
  let syntax: YAMLError.Syntax
  let position: YAMLPosition

  init(_ failure: EventParser.Failure, in source: SourceText, columns: inout LineColumns) {
    let line = Array(source.line(failure.mark.line).unicodeScalars)
    func scalar(_ column: Int) -> Unicode.Scalar? {
      line.indices.contains(column) ? line[column] : nil
    }
    let here = columns.position(at: failure.mark)
    let opened = columns.position(at: failure.contextMark)
    let found = scalar(failure.mark.column)
    let problem = failure.problem
    switch true {
    case problem.contains("tab character"), found == "\t":
      (syntax, position) = (.tab, here)
    case found == "{" && scalar(failure.mark.column - 1) == "$":
      let dollar = YAMLPosition(line: here.line, column: here.column - 1, length: 2)
      (syntax, position) = (.bareSubstitution, dollar)
    case problem == "found unexpected end of stream",
      problem == "found unexpected document indicator":
      (syntax, position) = (.openQuote, opened)
    case problem == "did not find expected ',' or ']'":
      (syntax, position) = (.openBracket("[", opened: opened), here)
    case problem == "did not find expected ',' or '}'":
      (syntax, position) = (.openBracket("{", opened: opened), here)
    case problem == "mapping values are not allowed in this context":
      (syntax, position) = (.strayColon, here)
    case problem == "did not find expected key" && found == ":":
      (syntax, position) = (.missingKey, here)
    case problem == "did not find expected key", problem == "did not find expected '-' indicator":
      (syntax, position) = (.indentation(block: opened), here)
    case problem == "could not find expected ':'":
      (syntax, position) = (.missingColon, opened)
    case problem == "found unknown escape character":
      (syntax, position) = (.escape, here)
    case problem == "found character that cannot start any token":
      (syntax, position) = (.reservedStart(Character(found ?? " ")), here)
    case problem == "did not find expected alphabetic or numeric character":
      let mark = failure.context == "while scanning an alias" ? "*" : "&"
      (syntax, position) = (.reservedStart(Character(mark)), opened)
    case problem == "did not find expected node content":
      let isEnd = failure.mark.line >= source.lines.count && found == nil
      let text = isEnd ? "the file ends inside '[ ]' or '{ }'" : "a value is expected here"
      (syntax, position) = (.other(text), here)
    default:
      let context = failure.context.isEmpty ? "" : " \(failure.context)"
      (syntax, position) = (.other(problem + context), here)
    }
  }
}
