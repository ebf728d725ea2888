extension Duration {
  /// The duration in seconds.
  public var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }

  /// The duration as perfkit.yaml writes it: `500ms`, `20s`, `1.5s`, `3m`.
  public var shortText: String {
    let milliseconds = Int((inSeconds * 1000).rounded())
    if milliseconds < 1000 { return "\(milliseconds)ms" }
    let tenths = (milliseconds + 50) / 100
    if tenths >= 600, tenths % 600 == 0 { return "\(tenths / 600)m" }
    return tenths % 10 == 0 ? "\(tenths / 10)s" : "\(tenths / 10).\(tenths % 10)s"
  }
}
