import PerfFiles
import PerfJSON
import PerfModel
import PerfResults
import Testing

@Suite struct TableDigestTests {
  struct Vector: Sendable, CustomTestStringConvertible {
    var title: String
    var schema: Schema
    var files: [(format: String, text: String)]
    var canonical: String
    var sha256: String
    var testDescription: String { title }
  }

  /// Tables whose digests were computed by Python.
  static func vectors() throws -> [Vector] {
    let file = Path.join(Path.folder(of: #filePath), "../Vectors/digests.json")
    return try #require(JSON.parse(File.read(file)).elements).map { entry in
      Vector(
        title: try #require(entry["title"]?.text), schema: try schema(entry),
        files: try #require(entry["files"]?.elements).map {
          (try #require($0["format"]?.text), try #require($0["text"]?.text))
        },
        canonical: try #require(entry["canonical"]?.text),
        sha256: try #require(entry["sha256"]?.text))
    }
  }

  private static func schema(_ entry: JSON) throws -> Schema {
    Schema(
      name: try #require(entry["schema"]?.text),
      columns: try #require(entry["columns"]?.elements).map { column in
        Schema.Column(
          try #require(column["name"]?.text),
          try #require(column["type"]?.text.flatMap(Schema.Column.Kind.init)),
          role: try #require(column["role"]?.text.flatMap(Schema.Column.Role.init)),
          unit: column["unit"]?.text,
          better: column["better"]?.text.flatMap(Schema.Column.Better.init),
          comparison: column["class"]?.text.flatMap(Schema.Column.Class.init) ?? .info)
      })
  }

  @Test(arguments: try vectors())
  func everyFormGivesPythonsTextAndDigest(_ vector: Vector) throws {
    for (format, text) in vector.files {
      let table = try Sample.table(text, format, schema: vector.schema)
      let records = table.canonicalRecords
      let lines = [vector.schema.name, records.header] + records.lines
      #expect(lines.map { $0 + "\n" }.joined() == vector.canonical, "\(format)")
      #expect(try table.digest() == vector.sha256, "\(format)")
    }
  }

  @Test func writtenTablesKeepTheirDigest() throws {
    for vector in try Self.vectors() {
      let file = try #require(vector.files.first)
      let table = try Sample.table(file.text, file.format, schema: vector.schema)
      let again = try Sample.table(table.csv, schema: vector.schema)
      #expect(again == table)
      #expect(try again.digest() == vector.sha256)
    }
  }

  @Test func onlyKeysDigestsAndExactColumnsTakePart() throws {
    let rows = "\na,1,2,3,true,ff\n"
    let digest = try Sample.table(Sample.header + rows).digest()
    for same in [
      "\na,1,2,9,true,ff\n", "\na,1,2,3,false,ff\n", "\na,1,2,3,true,FF\n", "\na,01,+2,3,true,ff\n",
    ] {
      #expect(try Sample.table(Sample.header + same).digest() == digest, "\(same)")
    }
    let timed = "name,part,count,p99,fine,sum,when\na,1,2,3,true,ff,2024-02-29T00:00:00Z\n"
    #expect(try Sample.table(timed).digest() == digest)
    for other in [
      "\nb,1,2,3,true,ff\n", "\na,2,2,3,true,ff\n", "\na,1,3,3,true,ff\n", "\na,1,2,3,true,fe\n",
    ] {
      #expect(try Sample.table(Sample.header + other).digest() != digest, "\(other)")
    }
  }

  @Test func theSchemasNameTakesPart() throws {
    var schema = Sample.schema
    schema.name = "sample/2"
    let text = Sample.header + "\na,1,2,3,true,ff\n"
    #expect(try Sample.table(text).digest() != Sample.table(text, schema: schema).digest())
  }

  @Test func keysAreNamedInOrder() throws {
    let table = try Sample.table("sum,fine,p99,count,part,name\nff,true,3,2,1,\"a,b\"\n")
    #expect(table.columns.map(\.name) == ["name", "part", "count", "p99", "fine", "sum"])
    #expect(table.rows.map { table.key(of: $0) } == ["\"a,b\",1"])
    #expect(table.csv == Sample.header + "\n\"a,b\",1,2,3,true,ff\n")
  }
}
