import Glibc
import Journal
import MarketData
import OrderBook

/// A folder for one test, removed with it.
final class Workspace {
  let path: String

  init() {
    // In memory if possible, because these tests wait thousands of times for the disk.
    let parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    var name = Array("\(parent)/journal-tests.XXXXXX".utf8CString)
    path = mkdtemp(&name).map { String(cString: $0) } ?? "/nonexistent"
  }

  deinit {
    for name in names { unlink(path + "/" + name) }
    rmdir(path)
  }

  var names: [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var found: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { found.append(name) }
    }
    return found.sorted()
  }

  var journal: String { path + "/journal.bin" }
  var snapshots: [String] { names.filter { $0.hasPrefix("snapshot-") } }

  func read(_ name: String) -> [UInt8] {
    guard let file = fopen(path + "/" + name, "r") else { return [] }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    var bytes = [UInt8](repeating: 0, count: ftell(file))
    rewind(file)
    let count = fread(&bytes, 1, bytes.count, file)
    return Array(bytes[..<count])
  }

  func write(_ bytes: [UInt8], to name: String) {
    guard let file = fopen(path + "/" + name, "w") else { return }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }
}

/// Requests of every kind, on an exchange whose limits are reached now and then.
enum Flow {
  static func exchange() -> Exchange {
    var limits = AccountLimits()
    limits.position = 60
    limits.notional = 450_000
    limits.rate = 7
    limits.drawdown = 100_000
    return Exchange(accounts: 7, deposit: 5_000_000, limits: limits)
  }

  static func requests(_ count: Int, seed: UInt64 = 42) -> [OrderRequest] {
    var random = SplitMix64(seed: seed)
    var live: [(id: UInt64, account: UInt32)] = []
    return (0..<count).map { place in
      let time = UInt64(place) * 20_000_000
      let roll = random.below(10)
      if roll < 3, !live.isEmpty {
        let order = live[Int(random.below(UInt64(live.count)))]
        let action: OrderRequest.Action = [.cancel, .reduce, .replace][Int(roll)]
        return OrderRequest(
          place % 4 == 0 ? .move : action, id: order.id, account: order.account, time: time,
          side: place % 8 == 0 ? .buy : .sell,
          price: Int32(9_990 + random.below(20)), quantity: 1 + UInt32(random.below(20)))
      }
      let id = random.next()
      let account = UInt32(random.below(8))
      live.append((id, account))
      let side: Side = random.below(2) == 0 ? .buy : .sell
      let terms = OrderRequest.Terms.allCases[Int(random.below(8)) % 6]
      return OrderRequest(
        .enter, id: id, account: account, time: time, side: side, terms: terms,
        price: Int32(9_990 + random.below(20)), stopPrice: Int32(9_990 + random.below(20)),
        quantity: 1 + UInt32(random.below(30)))
    }
  }

  /// The state and the digest after each number of requests, from none.
  static func references(_ requests: [OrderRequest]) -> [(state: ExchangeState, digest: UInt64)] {
    var exchange = exchange()
    var digest = ReportDigest()
    var found = [(exchange.state, digest.value)]
    for request in requests {
      exchange.apply(request, to: &digest)
      found.append((exchange.state, digest.value))
    }
    return found
  }
}
