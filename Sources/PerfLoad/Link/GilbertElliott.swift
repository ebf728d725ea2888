/// The law by which a link loses packets: a good and a bad state that follow each other by chance, each
/// with its own share of losses (Gilbert 1960, Elliott 1963), in the letters of netem.
///
/// The state is drawn from its long-run shares at first, so that the formulas hold from the first
/// packet on.
public struct GilbertElliott: Sendable, Hashable {
  /// The chance to go from the good to the bad state with a packet.
  public var p: Double
  /// The chance to go from the bad to the good state with a packet.
  public var r: Double
  /// The share of packets that the bad state lets through.
  public var h: Double
  /// The share of packets that the good state lets through.
  public var k: Double

  /// Makes a law; p + r must be above 0.
  public init(p: Double, r: Double, h: Double = 0, k: Double = 1) {
    self.p = p
    self.r = r
    self.h = h
    self.k = k
  }

  /// Losses that know nothing of each other.
  public static func independent(_ loss: Double) -> GilbertElliott {
    GilbertElliott(p: 0, r: 1, h: 1, k: 1 - loss)
  }

  /// No losses.
  public static let none = independent(0)

  /// The long-run share of the bad state.
  public var badShare: Double { p / (p + r) }

  /// The mean share of packets that is lost: [p (1-h) + r (1-k)] / (p + r).
  public var meanLoss: Double { (p * (1 - h) + r * (1 - k)) / (p + r) }

  /// The mean number of losses in a row: the losses over the losses that follow none.
  ///
  /// It is 1/r where the good state loses nothing and the bad one everything.
  public var meanBurst: Double {
    let loss = meanLoss
    let (good, bad) = (1 - k, 1 - h)
    let pairs =
      (1 - badShare) * good * ((1 - p) * good + p * bad)
      + badShare * bad * (r * good + (1 - r) * bad)
    return loss > pairs ? loss / (loss - pairs) : loss > 0 ? .infinity : 0
  }

  /// The standard deviation of the number of losses among so many packets.
  public func deviation(of packets: Int) -> Double {
    let count = Double(packets)
    let loss = meanLoss
    let memory = 1 - p - r
    let contrast = k - h
    let bound = contrast * contrast * badShare * (1 - badShare)
    var power = 1.0
    for _ in 0..<min(packets, 4096) { power *= memory }
    // The sum of (n - d) times memory^d over all distances d; the covariance at d is bound * memory^d.
    let sum = memory * (count * (1 - memory) - (1 - power)) / ((1 - memory) * (1 - memory))
    return max(0, count * loss * (1 - loss) + 2 * bound * sum).squareRoot()
  }
}
