internal import PerfFiles
internal import PerfJSON
internal import PerfModel
internal import PerfRelease

/// Writes down what is done on forges, and tells it; one perfkit at a time has that of a release.
final class ForgeJournal {
  private let session: Session
  private let lock: FileLock
  private var state: ReleaseState
  private var failure: Problems?
  private var steps: [JSON] = []

  init(_ session: Session, tag: String, folder: String) throws(Problems) {
    self.session = session
    lock = try session.lockRelease(tag, in: folder)
    do throws(FileError) {
      state = try ReleaseState(folder: folder)
    } catch {
      throw Problems([
        Problem(
          "release.state", "cannot \(error.operation) '\(session.shown(error.path))'",
          hint: "move it away: what was done on a forge is found out from the forge")
      ])
    }
  }

  /// Notes a step, unless it is noted; a failure to write is kept for `finish`, as what was done
  /// is done.
  func add(_ step: ReleaseStep, on forge: ReleasePolicy.Forge.Kind, _ facts: [String: String]) {
    do throws(FileError) {
      try state.add(
        step, at: session.now.text, facts.merging(["forge": forge.rawValue]) { own, _ in own })
    } catch {
      failure = Problems([error.problem])
    }
  }

  /// Tells what this call did.
  func tell(_ name: String, _ line: String, _ facts: [(String, JSON?)]) {
    steps.append(.object([("step", .string(name)), ("facts", .object(facts))]))
    session.console.say(line)
  }

  /// What this call did, or the failure to write one step down.
  func finish() throws(Problems) -> JSON {
    if let failure { throw failure }
    return .array(steps)
  }
}
