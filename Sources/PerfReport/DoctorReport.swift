public import PerfModel

/// What `perfkit doctor` found out, as text for a terminal.
public struct DoctorReport: Sendable {
  let style: Style
  private let width: Int

  /// Makes a renderer.
  public init(style: Style, width: Int) {
    self.style = style
    self.width = width
  }

  /// All sections: the facts, what they let one see, and what to do.
  public func lines(_ diagnosis: Diagnosis) -> [String] {
    let marked = Set(diagnosis.advice.filter(\.isWarning).map(\.subject))
    var list = FactList(style: style, width: width)
    machine(diagnosis, marked, &list)
    noise(diagnosis, marked, &list)
    abilities(diagnosis, marked, &list)
    readiness(diagnosis, marked, &list)
    effects(diagnosis, &list)
    advice(diagnosis, &list)
    return list.lines
  }

  private func effects(_ diagnosis: Diagnosis, _ list: inout FactList) {
    guard let effects = diagnosis.effects else { return }
    list.section("What a comparison sees here")
    var sentence = "Only \(Self.count(effects.pairs, "pair")) of perfkit against itself, too few."
    if let wall = effects.metrics.first {
      let columns = wall.effects.map { ("\($0.pairs) pairs", TextTable.Alignment.right) }
      var table = TextTable([("slower by at least", .left)] + columns)
      for metric in effects.metrics {
        table.add([metric.name] + metric.effects.map { Self.percent($0.fraction) })
      }
      list.add(table.lines(width: width, style: style))
      sentence =
        "From \(effects.pairs) pairs of perfkit against itself, "
        + "\(Quantity.text(wall.median, unit: wall.unit)) a run "
        + "(found: \(Quantity.percent(wall.changePercent))). A worsening of this size draws a warning "
        + "nine times in ten."
    }
    list.add(FactList.wrapped(sentence, width: width - 2).map { "  " + style.dim($0) })
  }

  private func advice(_ diagnosis: Diagnosis, _ list: inout FactList) {
    guard !diagnosis.advice.isEmpty else { return }
    list.section("What to do, in order of effect")
    let text = AdviceText(diagnosis)
    for (index, advice) in diagnosis.advice.enumerated() {
      let number = "\(index + 1)."
      let margin = String(repeating: " ", count: 5)
      let said = FactList.wrapped(
        text.fact(advice) + ": " + text.action(advice) + ".", width: width - margin.count)
      for (line, said) in said.enumerated() {
        let label = String(repeating: " ", count: 4 - number.count) + number + " "
        list.add([(line == 0 ? (advice.isWarning ? style.caution(label) : label) : margin) + said])
      }
      // A shell goes on behind a backslash, so what is shown can be copied.
      let command = FactList.wrapped(advice.remedy.text, width: width - margin.count - 2)
      list.add(command.dropLast().map { margin + style.bold($0) + " \\" })
      list.add(command.suffix(1).map { margin + style.bold($0) })
    }
  }

  /// An effect in percent; of one that is too large to mean anything, that it is.
  static func percent(_ fraction: Double) -> String {
    fraction < 10 ? Quantity.fixed(100 * fraction, 1) + " %" : "over 1000 %"
  }

  /// A share in percent.
  static func share(_ share: Double) -> String {
    let percent = 100 * share
    return Quantity.fixed(percent, percent < 10 ? 2 : 1) + " %"
  }

  static func seconds(_ seconds: Double) -> String { Quantity.text(seconds, unit: "s") }

  static func bytes(_ bytes: UInt64) -> String { Quantity.text(Double(bytes), unit: "B") }

  /// A number with its noun in the right form.
  static func count(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
