internal import Glibc
internal import PerfModel

/// A shared library that tells its own version.
struct Library: Sendable {
  /// The C function that does.
  enum Question: Sendable {
    /// `const char *f(void)`.
    case text(String)
    /// `const char *f(const char *)`, to which a null pointer is passed.
    case textOfText(String)
    /// `const char *f(int)`, to which 0 is passed.
    case textOfNumber(String)
    /// `f(int *major, int *minor, int *revision)`.
    case numbers(String)
  }

  let package: MachineFacts.Package
  private let files: [String]
  private let question: Question

  init(
    _ name: String, _ debian: String, _ purpose: String, isNeeded: Bool = false, files: [String],
    _ question: Question
  ) {
    package = MachineFacts.Package(
      name: name, state: .missing, debian: debian, purpose: purpose, isNeeded: isNeeded)
    self.files = files
    self.question = question
  }

  /// Opens the first of its files that there is, and asks it; it stays open.
  func state() -> MachineFacts.Package.State {
    guard let handle = files.lazy.compactMap({ dlopen($0, RTLD_NOW | RTLD_LOCAL) }).first else {
      return .missing
    }
    guard let text = answer(handle) else { return .unusable("tells no version") }
    return PackageReader.version(in: text).map { .installed(version: $0) }
      ?? .unusable("tells no version")
  }

  private func answer(_ handle: UnsafeMutableRawPointer) -> String? {
    typealias Text = UnsafePointer<CChar>?
    var text: Text
    switch question {
    case .text(let name):
      guard let symbol = dlsym(handle, name) else { return nil }
      text = unsafeBitCast(symbol, to: (@convention(c) () -> Text).self)()
    case .textOfText(let name):
      guard let symbol = dlsym(handle, name) else { return nil }
      text = unsafeBitCast(symbol, to: (@convention(c) (Text) -> Text).self)(nil)
    case .textOfNumber(let name):
      guard let symbol = dlsym(handle, name) else { return nil }
      text = unsafeBitCast(symbol, to: (@convention(c) (Int32) -> Text).self)(0)
    case .numbers(let name):
      guard let symbol = dlsym(handle, name) else { return nil }
      typealias Number = UnsafeMutablePointer<Int32>
      let ask = unsafeBitCast(
        symbol, to: (@convention(c) (Number, Number, Number) -> Void).self)
      var (major, minor, revision): (Int32, Int32, Int32) = (0, 0, 0)
      ask(&major, &minor, &revision)
      return "\(major).\(minor).\(revision)"
    }
    return text.map { String(cString: $0) }
  }
}
