internal import PerfArguments
internal import PerfFiles
internal import PerfJSON
internal import PerfModel
internal import PerfReport
internal import PerfResults

/// `perfkit schema list`: the schemas known here.
struct SchemaList: RunnableCommand {
  static let name = "list"
  static let summary = "List the built-in schemas and the project's own."
  static let parameters: [Parameter<SchemaList>] = []
  static let exitCodes = [0, 64]

  func run(_ session: Session) throws(Problems) -> CommandResult {
    let schemas = try session.schemas()
    session.console.result(
      schemas.map { "\($0.name)  " + $0.columns.map(\.name).joined(separator: ", ") })
    return CommandResult(
      document: .object([
        ("format", .string("perfkit-schema-list/1")),
        ("schemas", .array(schemas.map { .string($0.name) })), ("errors", .array([])),
        ("verdict", .string("pass")), ("exit", .integer(0)),
      ]))
  }
}

/// `perfkit schema show`: the columns of one schema.
struct SchemaShow: RunnableCommand {
  var schema = ""

  static let name = "show"
  static let summary = "Show the columns of a schema in canonical order."
  static let parameters: [Parameter<SchemaShow>] = [
    .positional("SCHEMA", help: "The name with its version, such as benchmark/1.", \.schema)
  ]
  static let exitCodes = [0, 64]

  func run(_ session: Session) throws(Problems) -> CommandResult {
    let schema = try session.schema(named: schema)
    var table = TextTable([
      ("column", .left), ("type", .left), ("role", .left), ("unit", .left), ("better", .left),
      ("class", .left), ("", .left),
    ])
    for column in schema.columns {
      table.add([
        column.name, column.kind.rawValue, column.role.rawValue, column.unit ?? "",
        column.better?.rawValue ?? "", column.role == .metric ? column.comparison.rawValue : "",
        column.optional ? "optional" : "",
      ])
    }
    session.console.result(table.lines(width: session.console.width, style: session.console.style))
    let columns = schema.columns.map { column in
      JSON.object([
        ("name", .string(column.name)), ("type", .string(column.kind.rawValue)),
        ("role", .string(column.role.rawValue)), ("unit", .optional(column.unit)),
        ("better", .optional(column.better?.rawValue)),
        ("class", .string(column.comparison.rawValue)), ("optional", .bool(column.optional)),
      ])
    }
    return CommandResult(
      document: .object([
        ("format", .string("perfkit-schema/1")), ("name", .string(schema.name)),
        ("columns", .array(columns)), ("errors", .array([])), ("verdict", .string("pass")),
        ("exit", .integer(0)),
      ]))
  }
}

/// `perfkit schema validate`: result files held against a schema.
struct SchemaValidate: RunnableCommand {
  var schema = ""
  var files: [String] = []

  static let name = "validate"
  static let summary = "Check result files against a schema and print their digests."
  static let discussion = "The extension of a file decides its format: csv, json or ndjson."
  static let examples = [Example("perfkit schema validate benchmark/1 out/benchmark.csv", "")]
  static let parameters: [Parameter<SchemaValidate>] = [
    .positional("SCHEMA", help: "The name with its version, such as benchmark/1.", \.schema),
    .positional(
      "FILE", help: "Result files.", completion: .file, required: true, \.files),
  ]
  static let exitCodes = [0, 1, 3, 4, 5, 64]

  func run(_ session: Session) throws(Problems) -> CommandResult {
    let schema = try session.schema(named: schema)
    var errors: [Problem] = []
    var entries: [JSON] = []
    for file in files {
      do {
        let table = try TableReader(schema: schema, file: file)
          .read(path: Path.join(Path.current, file))
        let digest = try table.digest()
        session.console.result([
          "\(file)  \(table.rows.count) row\(table.rows.count == 1 ? "" : "s")  \(digest)"
        ])
        entries.append(
          .object([
            ("file", .string(file)), ("rows", .integer(table.rows.count)),
            ("digest", .string(digest)),
          ]))
      } catch let error as ResultError {
        errors.append(Problem("schema.invalid", error.message, file: file, verdict: error.verdict))
      } catch {
        throw Problems(error)
      }
    }
    let verdict = errors.map(\.verdict).worst
    return CommandResult(
      verdict,
      document: .object([
        ("format", .string("perfkit-schema-validate/1")), ("schema", .string(schema.name)),
        ("files", .array(entries)), ("errors", .array(errors.map(\.json))),
        ("verdict", .string(verdict.rawValue)), ("exit", .integer(verdict.exitStatus())),
      ]), errors: errors)
  }
}

extension Session {
  /// The built-in schemas with those of a perfkit.yaml, if there is one.
  func schemas() throws(Problems) -> [Schema] {
    do throws(Problems) {
      return Schema.builtIn + (try plan().schemas)
    } catch {
      guard options.config == nil, error.all.map(\.code) == ["plan.missing"] else { throw error }
      return Schema.builtIn
    }
  }

  /// The schema of a name.
  func schema(named name: String) throws(Problems) -> Schema {
    let schemas = try schemas()
    guard let schema = schemas.first(where: { $0.name == name }) else {
      let known = schemas.map(\.name)
      throw Problems([
        Problem(
          "schema.unknown", "there is no schema '\(name)'",
          hint: nearest(name, in: known).map { "did you mean '\($0)'?" }
            ?? "schemas: \(known.joined(separator: ", "))", verdict: .usage)
      ])
    }
    return schema
  }
}
