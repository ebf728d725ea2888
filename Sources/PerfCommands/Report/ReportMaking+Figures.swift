internal import PerfCrypto
internal import PerfFiles
internal import PerfJSON
internal import PerfModel
internal import PerfReport

extension ReportMaking {
  /// Whether there is a place for figures.
  var wantsFigures: Bool { figureFolder != nil || format == .html }

  /// The folder of the figures' files as the user would name it; nil: there are none.
  var figureFolder: String? {
    if let named = options.figures { return named }
    guard format == .markdown, let output = session.options.output else { return nil }
    return String(output.dropLast(dropped(output))) + "-figures"
  }

  /// How many characters the ending of a file's name has, with its dot.
  private func dropped(_ file: String) -> Int {
    let ending = Path.fileExtension(of: file)
    return ending.isEmpty ? 0 : ending.count + 1
  }

  /// Writes pictures and their documents; returns their names with SHA-256.
  func write(
    _ drawing: inout FigureDrawing.Outcome, of subject: ReportSubject
  ) throws(Problems) -> [String: String] {
    var files: [String: String] = [:]
    guard case .run(let run) = subject.content else { return files }
    let folder = figureFolder.map { Path.join(Path.current, $0) }
    try attempt {
      if let folder, !drawing.drawn.isEmpty { try Folder.create(folder) }
      for drawn in drawing.drawn {
        let name = drawn.figure.name
        let bytes = Array(drawn.picture.file.utf8)
        files[name] = try SHA256.hex(of: bytes)
        guard let folder else { continue }
        let document = FigureDocument(
          drawn.figure, of: run, gnuplot: drawing.version,
          picture: (file: name + ".svg", sha256: files[name] ?? ""))
        try File.write(bytes, to: folder + "/" + name + ".svg")
        try File.write(document.json.document.utf8, to: folder + "/" + name + ".json")
      }
    }
    return files
  }

  func links(_ drawing: FigureDrawing.Outcome) -> [String: MarkdownPage.FigureLink] {
    guard let folder = figureFolder else { return [:] }
    let output = session.options.output.map { Path.folder(of: Path.join(Path.current, $0)) }
    let place = Path.relative(
      Path.join(Path.current, folder), to: output ?? Path.current)
    return Dictionary(
      uniqueKeysWithValues: drawing.drawn.map { drawn in
        (
          drawn.figure.name,
          .init(
            file: place + "/" + drawn.figure.name + ".svg", title: drawn.figure.title,
            caption: drawn.figure.caption)
        )
      })
  }

  func pictures(
    _ subject: ReportSubject, _ drawing: FigureDrawing.Outcome
  ) -> [String: HTMLPage.Picture] {
    guard case .run(let run) = subject.content else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: drawing.drawn.map { drawn in
        let origin =
          drawn.figure.sources.map { "\($0.file)  sha256:\($0.sha256)" }
          + [
            "run \(run.record.id)  sha256:\(run.sha256)", "seed \(drawn.figure.seed)",
            "gnuplot \(drawing.version)", FigureDocument.command(run),
          ]
        return (
          drawn.figure.name,
          .init(svg: drawn.picture.inline, caption: drawn.figure.caption, origin: origin)
        )
      })
  }
}
