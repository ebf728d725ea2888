internal import CPerfSystem

/// The terminal behind a descriptor.
public enum Terminal {
  /// Its width in columns, or nil where there is no terminal.
  public static func columns(of descriptor: Int32) -> Int? {
    let columns = Int(perf_terminal_columns(descriptor))
    return columns > 0 ? columns : nil
  }
}
