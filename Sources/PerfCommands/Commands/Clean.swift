internal import PerfArguments
internal import PerfFiles
internal import PerfJSON
internal import PerfModel
internal import PerfRun

/// `perfkit clean`: removes kept runs and builds.
struct Clean: RunnableCommand {
  var olderThan: Duration?

  static let name = "clean"
  static let summary = "Remove kept runs and builds below .perfkit."
  static let examples = [Example("perfkit clean --older-than 30d", "keep the last month")]
  static let parameters: [Parameter<Clean>] = [
    .option(
      "--older-than", value: "D", help: "Only what is older than this, such as 30d.", \.olderThan)
  ]
  static let exitCodes = [0, 1, 64]

  func run(_ session: Session) throws(Problems) -> CommandResult {
    _ = try session.plan()
    session.keepsState = olderThan != nil
    ScratchFolder.removeAbandoned(in: session.scratchParent)
    let removed = try attempt { try remove(below: session.stateFolder, now: session.now) }
    session.console.say("removed \(removed) run\(removed == 1 ? "" : "s") and builds")
    return CommandResult(
      document: .object([
        ("format", .string("perfkit-clean/1")), ("removed", .integer(removed)),
        ("errors", .array([])), ("verdict", .string("pass")), ("exit", .integer(0)),
      ]))
  }

  private func remove(below state: String, now: UTCTime) throws -> Int {
    var removed = 0
    for kind in ["runs", "build"] where Folder.exists(state + "/" + kind) {
      for entry in try Folder.list(state + "/" + kind) {
        let path = state + "/" + kind + "/" + entry.name
        let age = Double(now.seconds - (File.modified(path) ?? now.seconds))
        if let olderThan, age <= olderThan.inSeconds { continue }
        if entry.kind == .folder { try Folder.remove(path) } else { try File.remove(path) }
        removed += 1
      }
    }
    if olderThan == nil { try Folder.remove(state) }
    return removed
  }
}
