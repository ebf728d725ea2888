internal import PerfFiles
internal import PerfModel

/// Finds what a build left.
struct BuiltFiles {
  let engine: String
  let recipe: BuildRecipe
  let log: String

  /// The files by the path or name under which a command finds them.
  func find(
    folder: String, scratch: String
  ) throws(BuildError) -> [(path: String, file: String)] {
    var found: [(path: String, file: String)] = []
    if recipe.kind == .swiftpm { found = try swiftProducts(scratch + "/" + recipe.configuration) }
    for path in recipe.artefacts {
      let file = Path.join(folder, path)
      guard File.isRegular(file) else {
        throw .missingArtefact(engine: engine, path: path, log: log)
      }
      found.append((path, file))
    }
    return found
  }

  /// SwiftPM's executables (or the named one) with the libraries beside them.
  private func swiftProducts(
    _ folder: String
  ) throws(BuildError) -> [(path: String, file: String)] {
    let entries: [Folder.Entry]
    do throws(FileError) { entries = try Folder.list(folder) } catch { throw .file(error) }
    let files = entries.filter { $0.kind == .file }.map(\.name)
    let libraries = files.filter { $0.hasSuffix(".so") }
    let programs = files.filter {
      !$0.contains(".") && !$0.hasSuffix("-tool") && File.isExecutable(folder + "/" + $0)
    }
    let wanted = recipe.product.map { product in programs.filter { $0 == product } } ?? programs
    if let product = recipe.product, wanted.isEmpty, libraries.isEmpty {
      throw .missingArtefact(engine: engine, path: product, log: log)
    }
    return (wanted + libraries).map { ($0, folder + "/" + $0) }
  }
}
