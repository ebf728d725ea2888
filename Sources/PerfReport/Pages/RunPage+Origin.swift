internal import PerfModel

extension RunPage {
  /// What ran, and on what.
  func addOrigin(to page: inout ReportPage) {
    page.blocks.append(.heading(2, "What ran"))
    var facts = [ReportPage.Fact("run", .init(record.id, isCode: true))]
    facts.append(.init("SHA-256 of its record", .init(run.sha256, isCode: true)))
    if let revision = record.revision, let commit = revision.commit {
      facts.append(.init("commit", .init(commit, isCode: true)))
      facts.append(
        .init(
          "work tree",
          revision.dirty ? .init("differs from the commit", .caution) : .init("as committed")))
      if let ref = revision.ref { facts.append(.init("built from", .init(ref, isCode: true))) }
    }
    if !record.configDigest.isEmpty {
      facts.append(.init("SHA-256 of perfkit.yaml", .init(record.configDigest, isCode: true)))
    }
    if let variant = record.variant { facts.append(.init("variant", .init(variant, isCode: true))) }
    facts.append(.init("toolchain", .init(record.toolchain)))
    facts.append(.init("report by", .init("perfkit \(run.version)")))
    page.blocks.append(.facts(facts))
    var engines = ReportPage.Table([
      .init("engine"), .init("build"), .init("file"), .init("size", numeric: true),
      .init("SHA-256"),
    ])
    for engine in record.engines {
      let files =
        engine.artefacts.isEmpty
        ? [RunRecord.Artefact(path: "", sha256: "", size: 0)] : engine.artefacts
      for file in files {
        engines.rows.append([
          .init(engine.name, isCode: true), .init(engine.build), .init(file.path, isCode: true),
          .init(file.path.isEmpty ? "" : Quantity.text(Double(file.size), unit: "B")),
          .init(file.sha256, isCode: true),
        ])
      }
    }
    for entry in record.cases {
      for file in entry.inputs where !engines.rows.contains(where: { $0[4].text == file.sha256 }) {
        engines.rows.append([
          .init(entry.name, isCode: true), "input", .init(file.path, isCode: true),
          .init(Quantity.text(Double(file.size), unit: "B")), .init(file.sha256, isCode: true),
        ])
      }
    }
    page.add(engines, below: (3, "Engines and inputs"))
    page.blocks.append(.heading(3, "Machine"))
    page.blocks.append(.facts(machine))
  }

  private var machine: [ReportPage.Fact] {
    let host = record.host
    var facts = [
      ReportPage.Fact(
        "processor", .init("\(host.cpuModel), \(host.cpus) usable, \(host.architecture)")),
      .init("memory", .init(Quantity.text(Double(host.memory), unit: "B"))),
      .init("hypervisor", .init(host.hypervisor)),
      .init("system", .init("\(host.os), Linux \(host.kernel), \(host.libc)")),
      .init(
        "settings",
        .init(
          "governor \(host.governor), turbo \(host.turbo), SMT \(host.smt), address layout \(host.aslr)"
        )),
      .init("fingerprint", .init(host.fingerprint, isCode: true)),
    ]
    facts += quietness
    return facts
  }

  /// What the run itself shows of how quiet the machine was.
  private var quietness: [ReportPage.Fact] {
    func most(_ metric: String) -> (value: Double, unit: String)? {
      let samples = record.cases.flatMap(\.samples).filter { $0.metric == metric }
      guard let unit = samples.first?.unit, let value = samples.flatMap(\.values).max() else {
        return nil
      }
      return (value, unit)
    }
    let asked = [
      ("involuntary_switches", "processor taken away"), ("delay_p99", "sent late, p99"),
      ("delay_max", "sent late, at most"), ("sampling", "cost of sampling"),
    ]
    return asked.compactMap { metric, name in
      most(metric).map { most in
        let times = metric == "involuntary_switches" ? " times" : ""
        return .init(
          name, .init(Quantity.text(most.value, unit: most.unit) + times + " in the worst run"))
      }
    }
  }

  /// How the numbers came about.
  func addMethod(to page: inout ReportPage) {
    var lines: [ReportPage.Cell] = []
    if record.cases.contains(where: {
      $0.tables.contains { $0.schema == Schema.stressScenario.name }
    }) {
      lines += [
        "When operations start was fixed before the load by its law of arrival and the seed, and did not wait for answers (open loop).",
        "Response times count from the moment an operation was due, service times from when it was sent. Judge by response times: they hold what waiting for a busy engine costs.",
        "A percentile p needs n >= ln 0.05 / ln p samples: p50 5, p95 59, p99 299, p99.9 2995. With fewer it is not estimable, and an objective about it is not judged.",
        "Where a case ran several times, tables show medians over the runs, and objectives are judged by the worst run.",
        "Slopes are Sen's, over the last two thirds of the samples, with the interval of Sen (1968) and Gilbert (1987), widened where samples depend on each other (Hamed & Rao 1998). An objective on a slope is met where the whole interval of every run keeps the bound, missed where the whole interval of one breaks it, and otherwise not judged.",
      ]
    }
    if record.cases.contains(where: { !$0.rungs.isEmpty && $0.knee?.confidence == nil }) {
      lines.append(
        "Where a rate was judged fewer than 6 times, the highest rate lies between two single judgements, and no confidence is claimed."
      )
    }
    if record.cases.contains(where: { $0.knee?.confidence != nil }) {
      lines.append(
        "The highest rate is the one at which a run is as likely to meet its objectives as to miss them. It is bracketed by single judgements; then rates are judged again from the outside inwards, each time with another schedule, and the interval ends where judgements no longer all agree. Whatever the chance of a rate is, if only it falls with the rate, both ends hold with the stated confidence."
      )
    }
    if record.comparison != nil {
      lines.append(
        "Digests and exact columns are compared on every machine; timing with a stored baseline follows the rule perfkit-verdict/1."
      )
    }
    lines += run.notes.map { .init($0, .caution) }
    page.add(lines, below: (2, "Method"))
  }
}
