internal import Glibc
internal import PerfFiles
internal import PerfProcess
internal import PerfReport

/// Where text goes: results to standard output, messages and progress to standard error.
final class Console {
  let style: Style
  let errorStyle: Style
  /// Columns of the terminal, 80 where there is none.
  let width: Int
  /// Whether a progress line is drawn.
  let drawsProgress: Bool
  private let isQuiet: Bool
  private let isJSON: Bool
  private let isSilent: Bool
  private var outputIsClosed = false
  private var shownProgress: String?

  init(_ options: GlobalOptions, environment: [String: String]) {
    let plain =
      environment["NO_COLOR"].map { !$0.isEmpty } ?? false || environment["TERM"] == "dumb"
    func colours(_ descriptor: Int32) -> Bool {
      switch options.color {
      case .always: true
      case .never: false
      case .auto: !plain && isatty(descriptor) == 1
      }
    }
    style = Style(isOn: colours(1))
    errorStyle = Style(isOn: colours(2))
    let columns = environment["COLUMNS"].flatMap { Int($0) } ?? Terminal.columns(of: 1) ?? 80
    width = max(60, min(columns, 120))
    isQuiet = options.quiet
    isJSON = options.json
    isSilent = options.json && environment["PERFKIT_PLUGIN"] != nil
    drawsProgress =
      switch options.progress {
      case .always: !isSilent
      case .never: false
      case .auto:
        isatty(2) == 1 && environment["CI"] == nil && environment["TERM"] != "dumb"
          && !options.quiet && !isSilent
      }
  }

  /// Lines of a result; left out with `--json`, where the document stands for them.
  func result(_ lines: [String]) {
    guard !isJSON else { return }
    clearProgress()
    write(lines.map { $0 + "\n" }.joined())
  }

  /// One line that tells what happens; left out with `--quiet`, on standard error with `--json`.
  func say(_ line: String) {
    guard !isQuiet else { return }
    clearProgress()
    if isJSON { writeError(line + "\n") } else { write(line + "\n") }
  }

  /// A problem or warning, on standard error.
  func complain(_ text: String) {
    clearProgress()
    writeError(text + "\n")
  }

  /// Bytes that are the whole output, such as a document.
  func write(_ text: String) {
    guard !outputIsClosed else { return }
    do throws(FileError) {
      try File.writeAll(Array(text.utf8), to: 1, path: "standard output")
    } catch {
      outputIsClosed = true
    }
  }

  /// Replaces the progress line.
  func progress(_ line: String) {
    guard drawsProgress, line != shownProgress else { return }
    shownProgress = line
    writeError("\r\u{1B}[2K" + line.prefix(width - 1))
  }

  /// Removes the progress line.
  func clearProgress() {
    guard shownProgress != nil else { return }
    shownProgress = nil
    writeError("\r\u{1B}[2K")
  }

  private func writeError(_ text: String) {
    guard !isSilent else { return }
    try? File.writeAll(Array(text.utf8), to: 2, path: "standard error")
  }
}
