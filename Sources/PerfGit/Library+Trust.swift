internal import CPerfGit

extension Library {
  /// Whether the user's or the system's configuration has `safe.directory = *`, which git takes as
  /// trust in every folder and libgit2 1.5 does not know; an empty value undoes those before it.
  var trustsEveryOwner: Bool {
    let operation = "read safe.directory"
    let config = try? object(operation, free: git.git_config_free) {
      git.git_config_open_default(&$0)
    }
    guard let config else { return false }
    var iterator: OpaquePointer?
    let code = git.git_config_multivar_iterator_new(
      &iterator, config.pointer, "safe.directory", nil)
    guard code == 0, let iterator else { return false }
    defer { git.git_config_iterator_free(iterator) }
    var trusted = false
    var entry: UnsafeMutablePointer<git_config_entry>?
    while git.git_config_next(&entry, iterator) == 0, let value = entry?.pointee.value {
      let text = String(cString: value)
      if text.isEmpty { trusted = false }
      if text == "*" { trusted = true }
    }
    return trusted
  }
}
