extension Duration {
  /// The duration in seconds.
  public var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }

  /// The duration as perfkit.yaml writes it: `500ms`, `20s`, `1.5s`, `3m`.
  public var shortText: String {
    let seconds = inSeconds
    if seconds < 1 { return "\(Int((seconds * 1000).rounded()))ms" }
    if seconds >= 60, seconds.truncatingRemainder(dividingBy: 60) == 0 {
      return "\(Int(seconds / 60))m"
    }
    return seconds == seconds.rounded() ? "\(Int(seconds))s" : "\((seconds * 10).rounded() / 10)s"
  }
}
