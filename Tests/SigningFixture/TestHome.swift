import Glibc

/// The home folder of this process and of the git that tests start: libgit2 takes it once, with its
/// first call, so all tests share one.
///
/// Nothing of this machine's user is seen. `.config/git/config` holds `perfkit-test.key = user`. The
/// process is given a GIT_DIR, as a hook of another repository would be; nothing may follow it.
public enum TestHome {
  /// Its path; the environment is set with the first use.
  public static let folder: String = {
    var name = Array("/tmp/perfkit-git.XXXXXX".utf8CString)
    mkdtemp(&name)
    let folder = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    for part in ["/.config", "/.config/git"] { mkdir(folder + part, 0o700) }
    if let file = fopen(folder + "/.config/git/config", "w") {
      fputs("[perfkit-test]\n\tkey = user\n", file)
      fclose(file)
    }
    setenv("HOME", folder, 1)
    unsetenv("XDG_CONFIG_HOME")
    unsetenv("GIT_CEILING_DIRECTORIES")
    setenv("GIT_DIR", folder + "/elsewhere.git", 1)
    atexit { _ = system("rm -rf '\(TestHome.folder)'") }
    return folder
  }()
}
