import PerfArchive

/// Reads any bytes as an archive of each form: what is accepted can be unpacked anywhere.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzArchive(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let limits = ArchiveLimits(members: 100, memberSize: 1 << 20, totalSize: 4 << 20)
  for format in ArchiveFormat.allCases {
    do throws(ArchiveError) {
      let entries = try ArchiveReader.read(bytes: bytes, as: format, limits: limits)
      precondition(entries.count <= limits.members, "too many members")
      precondition(entries.reduce(0) { $0 + $1.size } <= limits.totalSize, "too many bytes")
      precondition(Set(entries.map { $0.name.lowercased() }).count == entries.count, "a twin")
      for entry in entries {
        let parts = entry.name.split(separator: "/", omittingEmptySubsequences: false)
        precondition(!parts.contains { ["", ".", ".."].contains($0) }, "a name that climbs")
        precondition(entry.mode & 0o7000 == 0, "a privileged member")
        if case .link(let target) = entry.kind {
          precondition(!target.hasPrefix("/"), "a link out")
        }
      }
    } catch {
      precondition(!error.description.isEmpty, "a mistake without words")
    }
  }
  return 0
}
