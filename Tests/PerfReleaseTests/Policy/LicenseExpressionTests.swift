import PerfRelease
import Testing

@Suite struct LicenseExpressionTests {
  @Test(arguments: [
    "MIT", "Apache-2.0", "GPL-2.0+", "MIT OR Apache-2.0", "(MIT)",
    "MIT AND (Apache-2.0 OR (GPL-2.0-only WITH Classpath-exception-2.0))",
    "( MIT OR BSD-3-Clause )",
  ])
  func expressions(text: String) {
    #expect(LicenseExpression.isValid(text))
  }

  @Test(arguments: [
    "", " ", "MIT OR", "OR MIT", "MIT Apache-2.0", "MIT OR (Apache-2.0", "MIT)", "()", "MIT or ISC",
    "MIT/ISC", "Apache License, Version 2.0", "MIT WITH", "MIT WITH (x)", "LicenseRef-own",
    "MIT AND AND ISC", "é",
    String(repeating: "(", count: 20) + "MIT" + String(repeating: ")", count: 20),
    String(repeating: "A", count: 600),
  ])
  func whatIsNone(text: String) {
    #expect(!LicenseExpression.isValid(text))
  }
}
