internal import PerfFiles
internal import PerfHistory
internal import PerfModel

/// Judges a paired comparison again from the samples in its document.
struct Replay {
  let session: Session

  func perform(_ file: String) throws(Problems) -> CommandResult {
    var record = try attempt {
      try DocumentFile.pairedRecord(Path.join(Path.current, file))
    }
    record.strict = record.strict || session.options.strict
    return try PairedConclusion(session: session).conclude(record)
  }
}
