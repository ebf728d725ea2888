import PerfModel
import PerfPlan

/// Reads any bytes as perfkit.yaml: the reader must end, and what it says must have a place.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzYAML(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  do throws(Problems) {
    let plan = try PlanReader.read(bytes: bytes, file: "f", folder: "/")
    for suite in plan.suites { precondition(plan.cases(of: suite).allSatisfy { !$0.name.isEmpty }) }
  } catch {
    precondition(!error.all.isEmpty)
    for problem in error.all where problem.code != "plan.more" {
      guard let line = problem.line, let column = problem.column, let excerpt = problem.excerpt
      else { preconditionFailure("\(problem.code) has no place") }
      precondition(line >= 1 && column >= 1 && column <= excerpt.count + 2)
    }
  }
  return 0
}
