/// When a journal waits for the disk.
public enum SyncPolicy: String, Hashable, Sendable, CaseIterable {
  /// Each operation is written and on the disk by itself.
  case every
  /// The operations of a batch are written at once, and one wait is for all of them.
  case batch
  /// It never waits: what was written survives the program, but not the machine.
  case none
}
