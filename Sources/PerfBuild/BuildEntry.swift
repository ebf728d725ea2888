internal import PerfCrypto
internal import PerfFiles
internal import PerfJSON
internal import PerfModel

/// One build in the cache: `log`, `artefacts/` and, once it is whole, `build.json`.
struct BuildEntry {
  let folder: String

  var log: String { folder + "/log" }
  private var manifest: String { folder + "/build.json" }

  /// The products of a whole entry whose files still have the digests they had; nil otherwise.
  func products() -> [EngineBuild.Product]? {
    guard let bytes = try? File.read(manifest), let json = try? JSON.parse(bytes),
      let entries = json["artefacts"]?.elements
    else { return nil }
    var products: [EngineBuild.Product] = []
    for entry in entries {
      guard let path = entry["path"]?.text, let sha256 = entry["sha256"]?.text,
        let size = entry["size"]?.integer
      else { return nil }
      let file = copy(of: path)
      guard let actual = try? SHA256.hex(ofFile: file), actual == sha256 else { return nil }
      products.append(
        EngineBuild.Product(
          path: path, file: file,
          artefact: RunRecord.Artefact(path: path, sha256: sha256, size: Int(size))))
    }
    return products
  }

  /// Copies files in, hashes the copies and marks the entry as whole.
  func store(_ files: [(path: String, file: String)]) throws(BuildError) -> [EngineBuild.Product] {
    var products: [EngineBuild.Product] = []
    for (path, file) in files {
      let target = copy(of: path)
      do throws(FileError) {
        try Folder.create(Path.folder(of: target))
        try File.copy(file, to: target)
      } catch {
        throw .file(error)
      }
      products.append(
        EngineBuild.Product(
          path: path, file: target,
          artefact: RunRecord.Artefact(
            path: path, sha256: try hash(target), size: File.size(target) ?? 0)))
    }
    let entries = products.map { product in
      JSON.object([
        ("path", .string(product.path)), ("sha256", .string(product.artefact.sha256)),
        ("size", .integer(product.artefact.size)),
      ])
    }
    let json = JSON.object([
      ("format", .string("perfkit-build-entry/1")), ("artefacts", .array(entries)),
    ])
    do throws(FileError) {
      try File.write(json.document.utf8, to: manifest)
    } catch {
      throw .file(error)
    }
    return products
  }

  /// Appends the logs of later steps to the first one.
  func joinLogs() throws(BuildError) {
    do throws(FileError) {
      var whole = File.exists(log) ? try File.read(log) : []
      var index = 1
      while File.exists(log + ".\(index)") {
        whole += try File.read(log + ".\(index)")
        try File.remove(log + ".\(index)")
        index += 1
      }
      try File.write(whole, to: log)
    } catch {
      throw .file(error)
    }
  }

  private func copy(of path: String) -> String { folder + "/artefacts/" + path }

  private func hash(_ file: String) throws(BuildError) -> String {
    do throws(CryptoError) {
      return try SHA256.hex(ofFile: file)
    } catch {
      throw .hashing(reason: "\(error)")
    }
  }
}
