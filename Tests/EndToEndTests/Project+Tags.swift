import SigningFixture
import Testing

extension Project {
  /// A repository whose first commit, tagged v0, pins Ada's keys, with a second commit on top.
  static func withPinnedKeys() throws -> Project {
    let project = try Project()
    try project.write("one\n", to: "a")
    try project.tagScript(
      """
      mkdir -p release/keys; gpg --armor --export $ada >release/keys/ada.asc
      echo "ada@example.org $(cut -d' ' -f1-2 $ssh/ada.pub)" >release/keys/allowed_signers
      """)
    try project.commitAll("First")
    try project.sh("git tag -a -m Text v0; echo two >a; git commit -qam Second")
    return project
  }

  /// Runs a script that makes tags; it knows the keys as `$ada`, `$bob` and so on.
  @discardableResult
  func tagScript(_ script: String) throws -> String {
    let keyring = Keyring.shared
    let names = keyring.fingerprints.map { "\($0.key)=\($0.value)" }.sorted()
    return try sh(
      """
      export GNUPGHOME='\(keyring.home)'; ssh='\(keyring.ssh)'; \(names.joined(separator: " "))
      now=1750000000; if git rev-parse -q --verify HEAD >/dev/null; then head=$(git rev-parse HEAD); fi
      gpg() { command gpg -q --batch --no-tty "$@"; }
      # text NAME [KIND [OBJECT]]: what is signed of a tag
      text() {
        printf 'object %s\\ntype %s\\ntag %s\\ntagger Ada Example <ada@example.org> %s +0000\\n\\n' \
          "${3:-$head}" "${2:-commit}" "$1" "$now"
        printf 'Text\\n'
      }
      # sign FILE [OPTION…]: the file and a signature of it
      sign() { cat "$1"; signature "$@"; }
      signature() { file=$1; shift; gpg "$@" -u ${key:-$ada}! -bao - "$file"; }
      sshsign() {
        cat "$1"; ssh-keygen -q -Y sign -n ${use:-git} -f $ssh/${key:-ada} <"$1"
      }
      # store NAME: makes the tag NAME of the bytes on standard input, whatever they are
      store() { git update-ref refs/tags/$1 $(git hash-object -t tag -w --stdin --literally); }
      trap 'rm -f p q' EXIT
      \(script)
      """)
  }

  /// Verifies a tag; the keys of the user are those of the tests.
  @discardableResult
  func verify(
    _ tag: String, _ options: String..., exits status: Int32 = 0, _ verdict: String = "pass"
  ) throws -> Invocation {
    try perfkit(
      ["release", "verify", tag, "--tag-only"] + options, exits: status, verdict,
      setting: ["GNUPGHOME": Keyring.shared.home])
  }
}
