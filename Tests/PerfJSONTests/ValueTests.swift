import PerfJSON
import Testing

@Suite struct ValueTests {
  @Test func integersBeyondTwoToThe53AreText() {
    let edge: Int64 = 1 << 53
    #expect(JSON.integer(edge) == .int(edge))
    #expect(JSON.integer(-edge) == .int(-edge))
    #expect(JSON.integer(edge + 1) == .string("9007199254740993"))
    #expect(JSON.integer(-edge - 1) == .string("-9007199254740993"))
    #expect(JSON.integer(UInt64.max) == .string("18446744073709551615"))
    #expect(JSON.integer(Int64.min) == .string("-9223372036854775808"))
  }

  @Test(
    arguments: [0, 42, 9_007_199_254_740_992, 9_007_199_254_740_993, UInt64.max / 2, UInt64.max]
      as [UInt64])
  func integersAreReadBackFromEitherForm(_ value: UInt64) throws {
    let read = try JSON.parse(Array(JSON.integer(value).document.utf8))
    #expect(read.unsigned == value)
    #expect(read.integer == Int64(exactly: value))
  }

  @Test func otherValuesAreNoIntegers() {
    for value: JSON in [
      .number(0.5), .number(.nan), .number(1e300), .string("1.5"), .string(""), .null, .bool(true),
      .array([]),
    ] {
      #expect(value.integer == nil)
      #expect(value.unsigned == nil)
    }
    #expect(JSON.int(-1).unsigned == nil)
    #expect(JSON.string("-1").unsigned == nil)
    #expect(JSON.number(3).integer == 3)
  }

  @Test func eachAccessorKnowsItsKind() {
    let value = JSON.object([("a", .array([.int(1), .number(0.5)])), ("b", .string("t"))])
    #expect(value["a"]?.elements?.compactMap(\.double) == [1, 0.5])
    #expect(value["b"]?.text == "t")
    #expect(value["c"] == nil)
    #expect(value.members?.map(\.name) == ["a", "b"])
    #expect(value.text == nil && value.elements == nil && value.flag == nil && value.double == nil)
    #expect(JSON.array([])["a"] == nil)
    #expect(JSON.bool(true).flag == true)
    #expect(JSON.optional(nil) == .null)
    #expect(JSON.optional("x") == .string("x"))
  }
}
