internal import Glibc
internal import PerfModel
internal import PerfSigning

/// How the key of a release is unlocked.
enum Passphrase {
  private static let most = 4096

  /// By the passphrase on a descriptor, by a person at a terminal, or by gpg-agent alone.
  static func unlocking(descriptor: Int?) throws(Problems) -> OpenPGPSigner.Unlocking {
    guard let descriptor else { return isatty(0) == 1 ? .interactive : .agentOnly }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: most + 1)
    while true {
      let count = read(Int32(clamping: descriptor), &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else {
        throw Problems([
          Problem(
            "usage.passphrase",
            "no passphrase can be read from descriptor \(descriptor): "
              + String(cString: strerror(errno)),
            hint: "perfkit … --passphrase-fd 3 3<FILE", verdict: .usage)
        ])
      }
      if count == 0 { break }
      bytes += chunk[..<count]
      guard bytes.count <= most else { break }
    }
    if bytes.last == 0x0A { bytes.removeLast() }
    guard !bytes.isEmpty, bytes.count <= most, !bytes.contains(0x0A) else {
      throw Problems([
        Problem(
          "usage.passphrase", "descriptor \(descriptor) holds no passphrase of one line",
          hint: "perfkit … --passphrase-fd 3 3<FILE", verdict: .usage)
      ])
    }
    return .passphrase(bytes)
  }
}
