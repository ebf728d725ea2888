import PerfArchive
import Testing

@Suite struct ArchiveErrorTests {
  @Test func errorsSayWhatIsWrong() {
    let errors: [(ArchiveError, String, hint: String?)] = [
      (
        .libraryMissing(package: "libarchive13", reason: "no such file"),
        "libarchive could not be loaded: no such file", "apt-get install libarchive13"
      ), (.link(name: "a", target: "/b"), "the link 'a' leads out of the archive, to '/b'", nil),
      (
        .kind(name: "a"), "the member 'a' is neither a file, a folder nor a symbolic link", nil
      ),
      (.privileged(name: "a", mode: 0o4755), "the member 'a' has privileged mode bits (4755)", nil),
      (.nothing, "there is nothing to pack", nil),
      (.members(limit: 2), "the archive has more than 2 members", nil),
      (.size(name: "a", limit: 2), "the archive unpacks to more than 2 bytes, at 'a'", nil),
      (.time(-1), "the time -1 does not fit into an archive", nil),
      (.notAFile(path: "/a"), "'/a' is not a regular file", nil),
      (
        .changed(path: "/a"), "'/a' changed while it was packed",
        "let nothing write there, and try again"
      ),
      (
        .file(operation: "read", path: "/a", number: 2),
        "cannot read '/a': No such file or directory", nil
      ), (.malformed(path: "/a", reason: "r"), "'/a' is not a sound archive: r", nil),
      (.failed(operation: "end an archive", reason: "r"), "cannot end an archive: r", nil),
    ]
    for (error, text, hint) in errors {
      #expect(error.description == text)
      #expect(error.hint == hint)
    }
  }

  @Test func namesSayWhatIsWrong() {
    let faults: [(ArchiveError.NameFault, String)] = [
      (.empty, "is empty"), (.absolute, "is absolute"),
      (.climbing, "has an empty, '.' or '..' component"),
      (.unprintable, "has a control character, a backslash or bytes that are not UTF-8"),
      (.deceptive, "has characters that cannot be seen or turn the direction of text"),
      (.foreign, "is not ASCII, which readers of ZIP files take in different ways"),
      (.long(255), "is longer than 255 bytes"), (.duplicate, "occurs twice"),
      (.twin("A"), "differs from 'A' in the case of letters only"),
      (.below("b"), "stands below 'b', which is no folder"),
    ]
    for (fault, words) in faults {
      #expect("\(ArchiveError.name("a", fault))" == "the member name 'a' \(words)")
    }
  }
}
