internal import PerfJSON
internal import PerfModel

extension MachineFacts.Processors {
  var json: JSON {
    .object([
      ("usable", .numbers(usable)), ("online", .numbers(online)), ("isolated", .numbers(isolated)),
      ("siblings", .array(siblings.map { .numbers($0) })),
      ("governors", .array(governors.map { .string($0) })),
    ])
  }
}

extension MachineFacts.Clock {
  var json: JSON {
    .object([
      ("source", .optional(source)), ("available", .array(available.map { .string($0) })),
      ("resolution_ns", .number(resolution)), ("reading_ns", .number(cost)),
      (
        "gap_ns",
        .object([("p50", .number(gap.p50)), ("p99", .number(gap.p99)), ("max", .number(gap.max))])
      ),
    ])
  }
}

extension MachineFacts.Noise {
  var json: JSON {
    .object([
      ("repetitions", .integer(repetitions)), ("work_s", .number(work)),
      ("variation", .number(variation)), ("worst_delay_s", .number(worstDelay)),
      ("stalls", .integer(stalls)), ("lost", .number(lost)),
      ("longest_stall_s", .number(longestStall)),
    ])
  }
}

extension MachineFacts.Load {
  var json: JSON {
    .object([
      ("averages", .array(averages.map { .number($0) })), ("running", .optional(running)),
      ("watched_s", .number(watched)), ("others", .optional(others)), ("steal", .optional(steal)),
      ("reports_steal", .bool(reportsSteal)),
    ])
  }
}

extension MachineFacts.ControlGroup {
  var json: JSON {
    .object([
      ("version", .optional(version)), ("processors", .optional(processors)),
      ("memory", .optional(memory)), ("throttled", .optional(throttled)),
    ])
  }
}

extension MachineFacts.Memory {
  var json: JSON {
    .object([
      ("total", .optional(total)), ("available", .optional(available)),
      ("swap_total", .optional(swapTotal)), ("swap_used", .optional(swapUsed)),
      ("huge_pages", .optional(hugePages)),
    ])
  }
}

extension MachineFacts.Limits {
  var json: JSON {
    .object([
      ("open_files", Self.json(openFiles)), ("processes", Self.json(processes)),
    ])
  }

  private static func json(_ bound: Bound?) -> JSON {
    guard let bound else { return .null }
    return .object([("soft", .optional(bound.soft)), ("hard", .optional(bound.hard))])
  }
}

extension MachineFacts.Storage {
  var json: JSON { .object([("free", .integer(free)), ("total", .integer(total))]) }
}

extension MachineFacts.Counters {
  var json: JSON {
    let (isAvailable, reason): (Bool, String?) =
      switch instructions {
      case .available: (true, nil)
      case .unavailable(.forbidden): (false, "forbidden")
      case .unavailable(.absent): (false, "absent")
      case .unavailable(.unknownCall): (false, "unknown-call")
      case .unavailable(.other(let number)): (false, "errno-\(number)")
      }
    return .object([
      ("instructions", .bool(isAvailable)), ("reason", .optional(reason)),
      ("perf_event_paranoid", .optional(paranoid)),
    ])
  }
}

extension MachineFacts.Package {
  var json: JSON {
    let status =
      switch state {
      case .installed: "installed"
      case .missing: "missing"
      case .unusable: "unusable"
      }
    return .object([
      ("name", .string(name)), ("status", .string(status)), ("version", .optional(version)),
      ("package", .optional(debian)), ("needed", .bool(isNeeded)),
    ])
  }
}

extension MachineFacts.Git {
  var json: JSON {
    .object([
      ("repository", .string(place.rawValue)), ("identity", .optional(hasIdentity)),
      ("signing_key", .optional(hasSigningKey)), ("signing_format", .optional(signingFormat)),
    ])
  }
}

extension MachineFacts.Keys {
  var json: JSON {
    .object([
      ("secret", .optional(secret)), ("locked", .optional(locked)),
      ("agent", .string(agent.rawValue)),
    ])
  }
}

extension JSON {
  fileprivate static func numbers(_ numbers: [Int]) -> JSON {
    .array(numbers.map { .integer($0) })
  }

  fileprivate static func optional(_ value: (some BinaryInteger)?) -> JSON {
    value.map { .integer($0) } ?? .null
  }

  fileprivate static func optional(_ value: Double?) -> JSON { value.map { .number($0) } ?? .null }

  fileprivate static func optional(_ value: Bool?) -> JSON { value.map { .bool($0) } ?? .null }
}
