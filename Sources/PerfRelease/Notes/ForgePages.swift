/// The addresses of a repository's pages on a forge.
struct ForgePages {
  let forge: ReleasePolicy.Forge

  private var page: String { forge.kind == .gitlab ? forge.page + "/-" : forge.page }

  func commit(_ id: String) -> String { "\(page)/commit/\(id)" }

  func issue(_ number: Int) -> String { "\(page)/issues/\(number)" }

  /// A file or folder as it is at a tag.
  func file(at tag: String) -> String {
    forge.kind == .forgejo ? "\(page)/src/tag/\(tag)" : "\(page)/blob/\(tag)"
  }

  func changes(from old: String, to new: String) -> String { "\(page)/compare/\(old)...\(new)" }

  func release(_ tag: String) -> String {
    forge.kind == .gitlab ? "\(page)/releases/\(tag)" : "\(page)/releases/tag/\(tag)"
  }

  /// A file attached to a release; GitLab has no such fixed address.
  func asset(_ name: String, of tag: String) -> String? {
    forge.kind == .gitlab ? nil : "\(page)/releases/download/\(tag)/\(name)"
  }
}
