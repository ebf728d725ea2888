internal import PerfLoad
internal import PerfModel

extension LinkPair {
  /// The links of a fault: with `both` one each way, which know nothing of each other.
  init(_ link: Fault.Link, seed: UInt64) {
    var settings = FaultLink.Settings()
    settings.loss = GilbertElliott(p: link.p, r: link.r, h: link.h, k: link.k)
    settings.delay = link.delay.inNanoseconds
    settings.jitter = Double(link.jitter.inNanoseconds)
    settings.correlation = link.correlation
    settings.reorder = link.reorder
    settings.duplicate = link.duplicate
    settings.rate = link.rate
    settings.queue = link.queue
    self.init(
      toEngine: link.toward == .driver ? nil : settings,
      toDriver: link.toward == .engine ? nil : settings, seed: seed)
  }
}
