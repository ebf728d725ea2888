import Glibc
import PerfProcess
import Synchronization

/// A throw-away keyring with a key of every kind, and SSH keys, made once for all tests.
public final class Keyring: Sendable {
  /// The keyring of these tests.
  public static let shared: Keyring = {
    let keyring = Keyring()
    atexit { Keyring.shared.remove() }
    return keyring
  }()

  /// The keys by name.
  ///
  /// `ada` and `bob` are usable, the others are what their name says: `expired`, `revoked`,
  /// `disabled`, `certifying` (it cannot sign), `locked` (its passphrase is `open sesame`),
  /// `twin1` and `twin2` (both `twin@example.org`), `public` (without its secret part), `soon` (it
  /// expires in ten days) and `sub` with the signing subkeys `sub1` (older) and `sub2`.
  public let fingerprints: [String: String]
  /// GNUPGHOME.
  public let home: String
  /// The folder of `ada`, `bob`, `locked` and `rsa`, SSH key files with `.pub` beside them.
  public let ssh: String
  private let root: String

  /// The environment in which programs find nothing of this machine's user.
  public var environment: [String] {
    ["PATH=" + (getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"), "HOME=" + root]
  }

  /// The fingerprint of a key.
  public subscript(_ name: String) -> String { fingerprints[name] ?? "no key \(name)" }

  private init() {
    var name = Array("/tmp/pkg.XXXXXX".utf8CString)
    mkdtemp(&name)
    root = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    home = root + "/g"
    ssh = root + "/s"
    guard let output = Self.run(Self.script, root) else { preconditionFailure("no keyring") }
    var found: [String: String] = [:]
    for line in output.split(separator: "\n") {
      let parts = line.split(separator: " ")
      if parts.count == 3, parts[0] == "key" { found[String(parts[1])] = String(parts[2]) }
    }
    fingerprints = found
    precondition(found.count == 14, "the keyring lacks keys: \(output)")
  }

  private func remove() {
    _ = Self.run("gpgconf --homedir \"$GNUPGHOME\" --kill gpg-agent; rm -rf \"$HOME\"", root)
  }

  private static func run(_ script: String, _ root: String) -> String? {
    let settings = """
      cd '\(root)'; exec 2>&1 </dev/null; unset GPG_TTY SSH_AUTH_SOCK DISPLAY
      export HOME='\(root)' GNUPGHOME='\(root)/g' LC_ALL=C

      """
    // The agent must not be adopted by these tests.
    return Launcher.alone {
      guard let stream = popen(settings + script, "r") else { return nil }
      var output: [UInt8] = []
      while case let byte = getc(stream), byte != EOF { output.append(UInt8(byte)) }
      pclose(stream)
      return String(decoding: output, as: UTF8.self)
    }
  }

  private static let script = """
    mkdir -m 700 g s
    gpg-agent --daemon --no-detach --allow-loopback-pinentry \
      --default-cache-ttl 0 --max-cache-ttl 0 >/dev/null 2>&1 &
    while ! gpg-connect-agent --no-autostart /bye >/dev/null 2>&1; do sleep 0.02; done
    gpg() { command gpg --batch --no-tty -q "$@"; }
    make() { # name, user id, usage, expiry, further options
      gpg --passphrase '' --status-fd 1 $5 --quick-gen-key "$2" ed25519 "$3" "$4" |
        sed -n "s/.*KEY_CREATED [BP] /key $1 /p"
    }
    last() { gpg --with-colons --list-keys "$1" | sed -n 's/^fpr:::::::::\\([0-9A-F]*\\):/\\1/p' | tail -1; }
    make ada 'Ada Example <ada@example.org>' sign never
    make bob 'Bob Example <bob@example.org>' sign never
    make expired 'Expired <expired@example.org>' sign 1y '--faked-system-time 20200101T000000'
    make revoked 'Revoked <revoked@example.org>' sign never
    sed 's/^:-----/-----/' g/openpgp-revocs.d/$(last revoked@example.org).rev | gpg --import
    make disabled 'Disabled <disabled@example.org>' sign never
    printf 'disable\\nsave\\n' | gpg --command-fd 0 --edit-key disabled@example.org >/dev/null
    make certifying 'Certifying <certifying@example.org>' cert never
    gpg --pinentry-mode loopback --passphrase 'open sesame' --status-fd 1 --quick-gen-key \
      'Locked <locked@example.org>' ed25519 sign never | sed -n 's/.*KEY_CREATED [BP] /key locked /p'
    make twin1 'Twin <twin@example.org>' sign never
    gpg --passphrase '' --yes --status-fd 1 --faked-system-time 20240101T000000 --quick-gen-key \
      'Twin <twin@example.org>' ed25519 sign never 2>&1 | sed -n 's/.*KEY_CREATED [BP] /key twin2 /p'
    make public 'Public <public@example.org>' sign never
    gpg --yes --delete-secret-keys $(last public@example.org)
    make soon 'Soon <soon@example.org>' sign 10d
    make sub 'Sub <sub@example.org>' cert never '--faked-system-time 20240101T000000'
    sub=$(last sub@example.org)
    for number in 1 2; do
      gpg --passphrase '' --faked-system-time 2024010${number}T120000 --quick-add-key $sub ed25519 sign
      echo "key sub$number $(last sub@example.org)"
    done
    for name in ada bob; do ssh-keygen -q -t ed25519 -N '' -C "$name@example.org" -f s/$name; done
    ssh-keygen -q -t ed25519 -N 'open sesame' -C locked@example.org -f s/locked
    ssh-keygen -q -t rsa -b 2048 -N '' -C rsa@example.org -f s/rsa
    echo done
    """
}
