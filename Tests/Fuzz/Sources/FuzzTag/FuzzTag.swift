import PerfRelease

/// Reads the bytes as a tag object: the reader must end, and what it accepts must be put together
/// from its parts again, byte by byte.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTag(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let reading = TagParser.read(bytes)
  for fault in reading.faults {
    precondition(fault.line >= 1 && !fault.reason.isEmpty, "a fault without a place")
  }
  guard reading.faults.isEmpty else { return 0 }
  guard let object = reading.object, let kind = reading.kind, let name = reading.name,
    let tagger = reading.tagger, let message = reading.message, let signature = reading.signature
  else { preconditionFailure("a tag without fault that lacks a part") }
  let header = "object \(object)\ntype \(kind)\ntag \(name)\ntagger \(tagger.line)\n\n"
  precondition(reading.payload == Array((header + message).utf8), "another payload")
  precondition(reading.payload + signature.armored == bytes, "bytes that belong to no part")
  return 0
}
