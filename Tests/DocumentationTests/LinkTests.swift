import PerfFiles
import Testing

@Suite struct LinkTests {
  @Test func everyLinkLeadsSomewhere() {
    var count = 0
    for page in Repository.pages {
      for link in page.links where !link.target.hasPrefix("https://") {
        count += 1
        let parts = link.target.split(
          separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let folder = Path.folder(of: "/" + page.path)
        let path = parts[0].isEmpty ? "/" + page.path : Path.join(folder, String(parts[0]))
        let place = "\(page.path):\(link.line): \(link.target)"
        #expect(File.exists(Repository.folder + path), "\(place): there is no such file")
        guard parts.count == 2 else { continue }
        let target = Repository.pages.first { "/" + $0.path == path }
        #expect(
          target?.anchors.contains(String(parts[1])) == true, "\(place): there is no such heading")
      }
    }
    #expect(count > 20)
  }

  @Test func everyPageIsReachedFromTheReadme() throws {
    var reached: Set<String> = []
    var pending = ["/README.md"]
    while let path = pending.popLast() {
      guard reached.insert(path).inserted,
        let page = Repository.pages.first(where: { "/" + $0.path == path })
      else { continue }
      for link in page.links where !link.target.hasPrefix("https://") {
        let file = String(link.target.prefix { $0 != "#" })
        if !file.isEmpty { pending.append(Path.join(Path.folder(of: path), file)) }
      }
    }
    let lost = Repository.pages.map { "/" + $0.path }.filter { !reached.contains($0) }
    #expect(lost == [])
  }
}
