import Glibc
import PerfFiles
import PerfRelease
import Testing

@Suite struct ReleaseStateTests {
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = try Folder.createTemporary(in: "/tmp", prefix: "perfkit-state.")
    defer { try? Folder.remove(folder) }
    try body(folder)
  }

  @Test func stepsAreDoneInOrderAndKept() throws {
    try inFolder { folder in
      var state = try ReleaseState(folder: folder)
      #expect(state.next == .planned)
      try state.add(.planned, at: "2026-01-01T00:00:00Z", ["commit": "a"])
      try state.add(.evidenceChecked, at: "2026-01-01T00:00:01Z", ["sha256": "b"])
      #expect(state.next == .artefactsFrozen)
      let read = try ReleaseState(folder: folder)
      #expect(read.entries == state.entries)
      #expect(read[.planned]?.facts == ["commit": "a"])
    }
  }

  @Test func theSameAgainAddsNothing() throws {
    try inFolder { folder in
      var state = try ReleaseState(folder: folder)
      try state.add(.planned, at: "2026-01-01T00:00:00Z", ["commit": "a"])
      try state.add(.planned, at: "2026-01-02T00:00:00Z", ["commit": "a"])
      #expect(state.entries.map(\.time) == ["2026-01-01T00:00:00Z"])
    }
  }

  @Test func anEarlierStepUndoesLaterOnes() throws {
    try inFolder { folder in
      var state = try ReleaseState(folder: folder)
      for step in ReleaseStep.allCases { try state.add(step, at: "t", ["of": "a"]) }
      #expect(state.next == nil)
      try state.add(.notesRendered, at: "t", ["of": "b"])
      #expect(state.next == .manifestFrozen)
      #expect(state[.tagVerified] == nil)
      #expect(state[.planned] != nil)
      #expect(state.entries.count == ReleaseStep.allCases.count + 1)
    }
  }

  @Test func everyForgeHasStepsOfItsOwn() throws {
    try inFolder { folder in
      var state = try ReleaseState(folder: folder)
      for step in ReleaseStep.cutting { try state.add(step, at: "t", ["object": "a"]) }
      #expect(state.next == nil)
      func add(_ step: ReleaseStep, _ facts: [String: String] = [:], on forge: String) throws {
        try state.add(step, at: "t", facts.merging(["forge": forge]) { own, _ in own })
      }
      for forge in ["github", "gitlab"] {
        #expect(state.next(on: forge) == .payloadWritten)
        for step in [ReleaseStep.payloadWritten, .tagPushed, .draftCreated] {
          try add(step, ["of": "a"], on: forge)
        }
        for file in ["a", "b", "a"] { try add(.assetUploaded, ["file": file], on: forge) }
        #expect(state.next(on: forge) == .assetUploaded, "they may be more")
        #expect(state[.assetUploaded, on: forge, of: "a"] != nil)
        #expect(state[.assetUploaded, on: forge, of: "c"] == nil)
        try add(.readBack, on: forge)
        #expect(state.next(on: forge) == .published)
      }
      #expect(state.forges == ["github", "gitlab"])
      #expect(state.entries.count == ReleaseStep.cutting.count + 12)
      try add(.published, on: "github")
      try add(.payloadWritten, ["of": "b"], on: "github")
      #expect(state.next(on: "github") == .postVerified, "a payload undoes nothing")
      try add(.draftCreated, ["of": "b"], on: "gitlab")
      #expect(state.next(on: "gitlab") == .assetUploaded)
      #expect(state.next(on: "github") == .postVerified)
      try state.add(.tagCreated, at: "t", ["object": "b"])
      #expect(state.next == .tagVerified)
      #expect(state.next(on: "github") == .payloadWritten)
    }
  }

  @Test func whatIsNoStateIsAnError() throws {
    try inFolder { folder in
      let path = folder + "/" + ReleaseState.fileName
      for text in ["no JSON\n", "{\"format\": \"other/1\"}\n"] {
        try File.write(text.utf8, to: path)
        #expect(throws: FileError("understand", path, number: EINVAL)) {
          try ReleaseState(folder: folder)
        }
      }
    }
  }
}
