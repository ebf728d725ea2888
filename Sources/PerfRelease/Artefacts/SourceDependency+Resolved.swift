internal import PerfJSON

extension SourceDependency {
  /// The packages that SwiftPM pinned in a `Package.resolved` of version 1, 2 or 3, sorted by name.
  public static func read(
    packageResolved bytes: [UInt8], file: String
  ) throws(ArtefactError) -> [SourceDependency] {
    let json: JSON
    do throws(JSONError) {
      json = try JSON.parse(bytes)
    } catch {
      throw .dependencies(file: file, reason: "it is no JSON")
    }
    guard let pins = (json["pins"] ?? json["object"]?["pins"])?.elements else {
      throw .dependencies(file: file, reason: "it has no pins")
    }
    var found: [SourceDependency] = []
    for pin in pins {
      guard let name = (pin["identity"] ?? pin["package"])?.text,
        let location = (pin["location"] ?? pin["repositoryURL"])?.text, let state = pin["state"]
      else { throw .dependencies(file: file, reason: "a pin has no name, location or state") }
      found.append(
        SourceDependency(
          name: name, version: state["version"]?.text, revision: state["revision"]?.text,
          location: withoutCredentials(location)))
    }
    return found.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// An address without the user and password that may stand in it.
  static func withoutCredentials(_ address: String) -> String {
    guard let scheme = address.ranges(of: "://").first else { return address }
    let rest = address[scheme.upperBound...]
    let host = rest.prefix { $0 != "/" }
    guard let at = host.lastIndex(of: "@") else { return address }
    return String(address[..<scheme.upperBound] + rest[rest.index(after: at)...])
  }
}
