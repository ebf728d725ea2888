import Testing

@testable import PerfStatistics

@Suite struct StudentTTests {
  @Test func cumulativeEqualsReference() throws {
    let wrong = try Vectors.rows("cumulative").filter { row in
      let found = StudentT(degreesOfFreedom: row[0]).cumulative(row[1])
      return relativeError(found, row[2]) >= 1e-9
    }
    #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(5))")
  }

  @Test func upperTailIsTheMirrorImage() throws {
    let wrong = try Vectors.rows("cumulative").filter { row in
      let found = StudentT(degreesOfFreedom: row[0]).upperTail(-row[1])
      return relativeError(found, row[2]) >= 1e-9
    }
    #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(5))")
  }

  @Test func quantileEqualsSciPy() throws {
    let wrong = try Vectors.rows("quantile").filter { row in
      let found = StudentT(degreesOfFreedom: row[0]).quantile(row[1])
      return relativeError(found, row[2]) >= 1e-9
    }
    #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(5))")
  }

  @Test func incompleteBetaEqualsReference() throws {
    let wrong = try Vectors.rows("beta").filter { row in
      let found = regularizedBeta(row[0], row[1], row[2])
      return relativeError(found, row[3]) >= 1e-9
    }
    #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(5))")
  }

  @Test func quantileUndoesCumulative() {
    for freedom in [1.0, 4, 7, 30] {
      let t = StudentT(degreesOfFreedom: freedom)
      for p in [1e-12, 1e-6, 0.025, 0.3, 0.5, 0.8, 0.999] {
        #expect(relativeError(t.cumulative(t.quantile(p)), p) < 1e-9, "\(freedom) \(p)")
      }
    }
  }

  @Test func edges() {
    let t = StudentT(degreesOfFreedom: 4)
    #expect(t.cumulative(.infinity) == 1)
    #expect(t.cumulative(-.infinity) == 0)
    #expect(t.cumulative(0) == 0.5)
    #expect(t.cumulative(.nan).isNaN)
    #expect(t.quantile(0) == -.infinity)
    #expect(t.quantile(1) == .infinity)
    #expect(t.quantile(0.5) == 0)
    #expect(t.quantile(-0.1).isNaN && t.quantile(1.1).isNaN && t.quantile(.nan).isNaN)
  }
}
