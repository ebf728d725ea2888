internal import PerfJSON
internal import PerfModel

extension TableReader {
  func csvTable(_ bytes: [UInt8]) throws(ResultError) -> ResultTable {
    let records: [[String]]
    do throws(CSV.Failure) {
      records = try CSV.records(in: bytes)
    } catch {
      throw failure(.badFormat(reason: "line \(error.line): \(error.reason)"))
    }
    guard let header = records.first else { throw failure(.noRows) }
    let columns = try columns(named: header)
    var rows: [[ResultValue]] = []
    rows.reserveCapacity(records.count - 1)
    for (index, record) in records.dropFirst().enumerated() {
      guard record.count == columns.count else {
        throw failure(
          .fieldCount(expected: columns.count, found: record.count), row: index + 1)
      }
      var row: [ResultValue] = []
      row.reserveCapacity(columns.count)
      for (text, column) in zip(record, columns) {
        row.append(try value(text, in: column, row: index + 1))
      }
      rows.append(row)
    }
    return try assembled(columns, rows: rows)
  }

  func jsonTable(_ bytes: [UInt8]) throws(ResultError) -> ResultTable {
    let root = try parsed(bytes, line: nil)
    if let rows = root.elements { return try table(of: rows, units: [:]) }
    guard let rows = root["rows"]?.elements else {
      throw failure(.badFormat(reason: "expected an array of objects, or an object with `rows`"))
    }
    if let name = root["schema"]?.text, name != schema.name {
      throw failure(.wrongType(expected: "schema \(schema.name)", found: name))
    }
    var units: [String: String] = [:]
    for member in root["units"]?.members ?? [] {
      guard let text = member.value.text else {
        throw failure(.badFormat(reason: "the unit is not a text"), column: member.name)
      }
      units[member.name] = text
    }
    return try table(of: rows, units: units)
  }

  func ndjsonTable(_ bytes: [UInt8]) throws(ResultError) -> ResultTable {
    var rows: [JSON] = []
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    where !line.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) {
      rows.append(try parsed(Array(line), line: index + 1))
    }
    return try table(of: rows, units: [:])
  }

  private func parsed(_ bytes: [UInt8], line: Int?) throws(ResultError) -> JSON {
    do throws(JSONError) {
      return try JSON.parse(bytes)
    } catch {
      switch error {
      case .libraryMissing:
        throw failure(.unreadable(reason: "libjansson is not installed (package libjansson4)"))
      case .syntax(let reason, let errorLine, let column):
        throw failure(
          .badFormat(reason: "line \(line ?? errorLine), column \(column): \(reason)"))
      }
    }
  }

  private func table(of rows: [JSON], units: [String: String]) throws(ResultError) -> ResultTable {
    guard let first = rows.first else { throw failure(.noRows) }
    guard let firstMembers = first.members else {
      throw failure(.badFormat(reason: "a row is not an object"), row: 1)
    }
    let names = firstMembers.map(\.name)
    for name in units.keys.sorted() where !names.contains(name) {
      throw failure(.unknownColumn(suggestion: nearest(name, in: names)), column: name)
    }
    let columns = try columns(named: names, units: units)
    var values: [[ResultValue]] = []
    values.reserveCapacity(rows.count)
    for (index, row) in rows.enumerated() {
      guard let members = row.members else {
        throw failure(.badFormat(reason: "a row is not an object"), row: index + 1)
      }
      for member in members where !names.contains(member.name) {
        throw failure(.unknownColumn(suggestion: nil), row: index + 1, column: member.name)
      }
      var fields: [ResultValue] = []
      fields.reserveCapacity(columns.count)
      for (name, column) in zip(names, columns) {
        guard let json = row[name] else {
          throw failure(.lostColumn, row: index + 1, column: name)
        }
        fields.append(try value(json, in: column, row: index + 1))
      }
      values.append(fields)
    }
    return try assembled(columns, rows: values)
  }
}
