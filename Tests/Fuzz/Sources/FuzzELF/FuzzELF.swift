import PerfRelease

/// Reads any bytes as an ELF file: the reader must end, and what it says must be bounded.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzELF(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  do throws(ELFError) {
    let image = try ELFImage(bytes)
    precondition(ELFImage.isELF(bytes), "an image of other bytes")
    precondition(image.needed.allSatisfy { !$0.utf8.contains(0) }, "a name with its end")
    precondition((image.buildID?.count ?? 0) <= 128, "a long identity")
    _ = Linkage(image)
  } catch {
    precondition(!error.description.isEmpty, "a mistake without words")
  }
  return 0
}
