import Glibc
import OrderBook
import Testing

@testable import Journal

@Suite struct SnapshotTests {
  private static func snapshot() -> Snapshot {
    let reference = Flow.references(Flow.requests(200))[200]
    return Snapshot(sequence: 200, offset: 4_711, digest: reference.digest, state: reference.state)
  }

  @Test func aSnapshotComesBack() throws {
    let snapshot = Self.snapshot()
    let read = try Snapshot(bytes: snapshot.bytes)
    #expect(read.sequence == 200)
    #expect(read.offset == 4_711)
    #expect(read.digest == snapshot.digest)
    #expect(read.state == snapshot.state)
  }

  @Test func oneThatIsCutAnywhereIsRefused() {
    let bytes = Self.snapshot().bytes
    for count in 0..<bytes.count {
      #expect(throws: Snapshot.Fault.self) { try Snapshot(bytes: Array(bytes[..<count])) }
    }
  }

  @Test func oneThatIsDamagedAnywhereIsRefused() {
    var bytes = Self.snapshot().bytes
    for place in bytes.indices {
      bytes[place] ^= 0x10
      #expect(throws: Snapshot.Fault.self) { try Snapshot(bytes: bytes) }
      bytes[place] ^= 0x10
    }
  }

  @Test func theReasonIsSaid() {
    #expect(reason(Array("something else".utf8)) == "it does not begin as a snapshot does")
    let bytes = Self.snapshot().bytes
    // One of before post-only orders were in it.
    #expect(
      reason(Array("PKSNAPS\u{1}".utf8) + bytes.dropFirst(8))
        == "it does not begin as a snapshot does")
    #expect(reason(Array(bytes.dropLast())) == "no snapshot has its \(bytes.count - 1) bytes")
    #expect(reason(Array(bytes.dropLast(8))) == "its checksum is wrong")
    var state = Self.snapshot()
    state.state.rules.collar = 0
    #expect(reason(state.bytes) == nil)
  }

  @Test func aFolderThatCannotBeReadToItsEndIsAnError() throws {
    let workspace = Workspace()
    workspace.write([], to: SnapshotFolder.name(1))
    let folder = try #require(opendir(workspace.path))
    defer { closedir(folder) }
    // From here on reading fails.
    let file = open("/dev/null", O_RDONLY)
    dup2(file, dirfd(folder))
    close(file)
    #expect {
      _ = try SnapshotFolder(path: workspace.path).names(in: folder)
    } throws: {
      "\($0)" == "\(workspace.path): cannot read: Not a directory"
    }
  }

  private func reason(_ bytes: [UInt8]) -> String? {
    do {
      _ = try Snapshot(bytes: bytes)
      return nil
    } catch {
      return "\(error)"
    }
  }
}
