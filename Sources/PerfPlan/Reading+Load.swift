internal import PerfModel
internal import PerfYAML

extension Reading {
  /// The load of a case, with its substitutions checked; its values are read case by case.
  func readLoad(_ fields: Fields, in scope: Scope) -> LoadDeclaration? {
    guard let pair = fields["load"],
      let load = Fields(
        pair.value, keys: PlanKeys.load, owner: "the load", at: pair.position, in: self)
    else { return nil }
    var values: [String: [Word]] = [:]
    _ = load.required("drive", hint: "one of \(Self.drives)")
    for key in PlanKeys.load {
      guard let value = load[key]?.value else { continue }
      let nodes = key == "rates" ? load.list("rates", hint: "write [1000/s, 2000/s]") : [value]
      var own = scope
      if key == "request" { own.matrix.append(LoadDeclaration.operationName) }
      if key == "connect" { own.matrix.append(LoadDeclaration.portName) }
      values[key] = (nodes ?? []).compactMap { node in
        guard let text = line(node, "'\(key)'") else { return nil }
        checkTemplate(node, in: own)
        return Word(text, position: Position(node.position))
      }
    }
    let isKnown = pair.value.pairs?.allSatisfy { PlanKeys.load.contains($0.key) } ?? false
    return LoadDeclaration(
      values: isKnown ? values : [:], position: Position(pair.position))
  }

  private static let drives = Load.Drive.allCases.map(\.rawValue).joined(separator: ", ")

  /// Reports the first load of a case's matrix that cannot be made.
  func checkLoads(of declaration: CaseDeclaration, seeds: [UInt64]) {
    guard let load = declaration.load, load.values["drive"] != nil else { return }
    for bindings in declaration.bindings() {
      let expand = { (text: String) in
        (try? Template(text))?.expanded { name in
          bindings.first { $0.name == name }?.value ?? seeds.first.map { String($0) }
        } ?? text
      }
      do throws(LoadMistake) {
        let read = try load.load(expand)
        if read.drive == .lines, declaration.settings.captureStdout == true {
          throw LoadMistake(
            message: "'capture: stdout' cannot be had with 'drive: lines'",
            hint: "the answers are on standard output", position: load.position)
        }
        for fault in declaration.settings.faults ?? [] {
          _ = try fault.fault(under: read, expand)
        }
      } catch {
        report(
          "plan.bad-load", error.message, at: YAMLPosition(error.position), hint: error.hint)
        return
      }
    }
  }
}
