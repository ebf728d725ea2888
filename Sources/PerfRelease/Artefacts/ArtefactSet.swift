internal import PerfArchive
internal import PerfCrypto
internal import PerfFiles

/// The files of a release: checked, packed, read back.
public struct ArtefactSet: Sendable {
  /// A file that goes into an archive.
  public struct Source: Sendable, Hashable {
    /// The path as declared, or the name of a document.
    public var path: String
    /// Where it lies; absolute.
    public var file: String
    /// Whether it may be executed.
    public var isExecutable: Bool

    /// Makes a source.
    public init(path: String, file: String, isExecutable: Bool) {
      self.path = path
      self.file = file
      self.isExecutable = isExecutable
    }
  }

  private let stem: String
  private let modified: Int
  private let policy: ArtefactPolicy
  private let secretFolders: [String]

  /// Makes a set.
  ///
  /// - Parameters:
  ///   - modified: the commit's time in seconds since 1970, which every member gets.
  ///   - secretFolders: folders of this machine that no file may name.
  public init(
    project: String, tag: String, modified: Int, policy: ArtefactPolicy = ArtefactPolicy(),
    secretFolders: [String] = []
  ) throws(ArtefactError) {
    stem = FileNames.stem(project: project, tag: tag)
    if let fault = FileNames.fault(in: stem) { throw .name(stem, fault: fault) }
    self.modified = modified
    self.policy = policy
    self.secretFolders = policy.allowsFolders ? [] : secretFolders
  }

  /// Packs products and documents into `PROJECT-TAG-linux-MACHINE.FORM`, one a form.
  public func pack(
    products: [Source], documents: [Source], into folder: String
  ) throws(ArtefactError) -> [ReleaseArtefact] {
    guard !products.isEmpty else { throw .nothing }
    guard policy.formats.count <= policy.mostFiles else { throw .count(limit: policy.mostFiles) }
    let sources =
      products.map { (place: policy.place(of: $0.path), source: $0) }
      + documents.map { (place: $0.path, source: $0) }
    var checked: [(place: String, source: Source, file: CheckedFile)] = []
    for (place, source) in sources {
      checked.append(
        (
          place, source,
          try CheckedFile(
            source.file, named: source.path, policy: policy, secretFolders: secretFolders)
        ))
    }
    let whole = stem + "-linux-" + (try machine(of: checked.map(\.file)))
    let members = checked.map {
      ArchiveMember(
        whole + "/" + $0.place, .file($0.source.file), isExecutable: $0.source.isExecutable)
    }
    let files = Dictionary(
      checked.map { (whole + "/" + $0.place, $0.file) }, uniquingKeysWith: { $1 })
    var artefacts: [ReleaseArtefact] = []
    for format in policy.formats {
      artefacts.append(
        try pack(members, files, as: format, to: folder, named: whole + "." + format.rawValue))
    }
    return artefacts.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// Packs records and comparisons into `PROJECT-TAG-evidence.tar.gz`.
  public func packEvidence(
    _ records: [(name: String, bytes: [UInt8])], into folder: String
  ) throws(ArtefactError) -> ReleaseArtefact {
    let whole = stem + "-evidence"
    var files: [String: CheckedFile] = [:]
    for record in records {
      files[whole + "/" + record.name] = try CheckedFile(
        record.bytes, named: record.name, secretFolders: secretFolders)
    }
    return try pack(
      records.map { ArchiveMember(whole + "/" + $0.name, .bytes($0.bytes)) }, files,
      as: .tarGzip, to: folder, named: whole + ".tar.gz")
  }

  /// The one machine of all ELF files, or `any` where there are none.
  private func machine(of files: [CheckedFile]) throws(ArtefactError) -> String {
    let machines = Set(files.compactMap(\.linkage?.machine)).sorted()
    guard machines.count <= 1 else { throw .machines(machines) }
    return machines.first ?? "any"
  }

  /// Writes an archive, reads it back, and holds what it holds against what was checked.
  private func pack(
    _ members: [ArchiveMember], _ files: [String: CheckedFile], as format: ArchiveFormat,
    to folder: String, named name: String
  ) throws(ArtefactError) -> ReleaseArtefact {
    if let fault = FileNames.fault(in: name) { throw .name(name, fault: fault) }
    let path = folder + "/" + name
    do throws(ArchiveError) {
      try ArchiveWriter.write(members, as: format, modified: modified, to: path)
    } catch {
      throw .archive(error)
    }
    var contents = try ArchiveInventory.read(path, as: format)
    for index in contents.indices {
      let content = contents[index]
      guard let file = files[content.name], file.sha256 == content.sha256 else {
        throw .changed(name: content.name)
      }
      contents[index].linkage = file.linkage
    }
    let size = File.size(path) ?? 0
    guard size <= policy.largestFile else {
      throw .oversized(name: name, size: size, limit: policy.largestFile)
    }
    do throws(CryptoError) {
      return ReleaseArtefact(
        name: name, size: size, sha256: try SHA256.hex(ofFile: path),
        mediaType: format.mediaType, contents: contents)
    } catch {
      throw .crypto(error)
    }
  }
}
