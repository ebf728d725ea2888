import PerfJSON
import PerfModel
import PerfResults
import Testing

@Suite struct DamagedRecordTests {
  @Test func numbersOutOfRangeAreErrors() async {
    await #expect(processExitsWith: .success) {
      let document = Fixture.run().json.document
      for (text, other) in [
        ("\"exit\": 4", "\"exit\": 99999999999"), ("\"cpus\": 2", "\"cpus\": -1"),
      ] {
        let changed = document.replacing(text, with: other)
        _ = try? RunRecord(JSON.parse(Array(changed.utf8)))
      }
    }
    let document = Fixture.run().json.document.replacing("\"exit\": 4", with: "\"exit\": 4.5")
    #expect(throws: DocumentError.self) { try RunRecord(JSON.parse(Array(document.utf8))) }
  }
}
