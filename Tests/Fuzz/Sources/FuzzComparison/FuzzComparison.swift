import PerfCompare
import PerfJSON
import PerfModel
import PerfResults

/// Reads the bytes as a paired comparison and judges it: whatever the samples are there is one
/// verdict, and the document made of them is judged to the same bytes again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzComparison(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard let json = try? JSON.parse(bytes), let record = try? PairedRecord(json) else { return 0 }
  let document = judged(record)
  guard let again = try? PairedRecord(JSON.parse(Array(document.utf8))) else {
    preconditionFailure("a written comparison cannot be read")
  }
  precondition(judged(again) == document, "a comparison is judged otherwise a second time")
  return 0
}

private func judged(_ record: PairedRecord) -> String {
  let judge = PairedJudge(record)
  _ = judge.next()
  let comparison = judge.comparison()
  let measured = record.batches.contains { $0.series.contains { $0.pairs > 0 } }
  let isPass = comparison.verdict == .pass || comparison.verdict == .improved
  precondition(measured || !isPass, "a pass with nothing measured")
  return PairedDocument(record, comparison, plan: judge.plan)
    .json(exit: comparison.verdict.exitStatus()).document
}
