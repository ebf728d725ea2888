/// The keys that perfkit.yaml knows, by the mapping they belong to.
enum PlanKeys {
  static let top = ["version", "project", "engines", "schemas", "suites", "policy"]
  static let engine = [
    "source", "build", "steps", "artefacts", "product", "configuration", "flags",
    "build_environment", "variants", "at",
  ]
  static let variant = ["environment"]
  static let recipe = ["build", "steps", "artefacts", "product"]
  static let schema = ["columns"]
  static let column = ["name", "type", "role", "unit", "better", "class", "optional"]
  static let settings = [
    "repeat", "timeout", "warmup", "runs", "pairs", "budget", "confidence", "prepare", "conclude",
    "stdin", "inputs", "expect_exit", "capture", "perturb", "objectives", "decisions", "overheads",
    "faults",
  ]
  static let suite =
    ["kind", "engine", "seed", "seeds", "baseline", "environment", "cases"] + settings
  static let caseKeys =
    ["name", "command", "matrix", "environment", "results", "load", "drill"] + settings
  static let load = [
    "drive", "connect", "connections", "outstanding", "arrivals", "rate", "to", "rates", "factor",
    "quiet", "burst", "branching", "decay", "duration", "window", "drain", "ready", "request",
    "requests",
  ]
  static let drill = ["kills", "recover", "tear"]
  static let tear = ["file", "append", "cut"]
  static let fault = [
    "loss", "ge", "delay", "jitter", "correlation", "reorder", "duplicate", "rate", "queue",
    "toward", "signal", "at", "for", "restart", "after", "disk",
  ]
  /// Keys of mappings within a fault.
  static let faultParts = ["ge": ["p", "r", "h", "k"], "disk": ["delay", "limit"]]
  static let result = ["file", "schema", "optional"]
  static let decision = ["when", "say"]
  static let overhead = ["variant", "against", "metric", "at_most", "average"]
  static let policy = ["warn", "fail", "stored", "inconclusive", "baseline_max_age", "rules"]
  static let rule = [
    "metric", "suite", "case", "warn", "fail", "floor", "limit", "gate", "digest", "until",
    "reason",
  ]

  /// Where a key belongs that stands in the wrong mapping, by what a person calls the mapping.
  static let homes: [(owner: String, keys: [String])] = [
    ("the top of the file", top), ("a suite", suite), ("a case", caseKeys), ("an engine", engine),
    ("'policy'", policy), ("a rule of 'policy'", rule), ("an entry of 'results'", result),
    ("'load'", load), ("'drill'", drill), ("'tear'", tear), ("a fault", fault),
  ]
}
