import PerfJSON
import Testing

/// The reference engine as a program: what its commands print, and every mistake it names.
@Suite struct ReferenceEngineTests {
  private static let engine = String(Project.perfkit.dropLast("perfkit".count)) + "refengine"

  /// The vector of the order stream's contract: 1 sell 7 @100 x5; 2 buy 9 @101 x3.
  private static let vector =
    #"\000\001\000\000\007\000\000\000\144\000\000\000\005\000\000\000"#
    + #"\000\000\000\000\011\000\000\000\145\000\000\000\003\000\000\000"#

  /// What the engine prints, and its status if it is not 0.
  private func refengine(_ words: String, in project: borrowing Project) throws -> String {
    try project.sh("\(Self.engine) \(words) 2>&1 || echo \"status $?\"")
  }

  private func projectWithStreams() throws -> Project {
    let project = try Project()
    try project.sh(
      "printf '\(Self.vector)' > vector.bin; "
        + "\(Self.engine) generate --mix every --live 200 --messages 5000 --seed 7 every.bin")
    return project
  }

  @Test func theVectorHasItsDigests() throws {
    let project = try projectWithStreams()
    let json = try refengine("stream vector.bin --json", in: project)
    #expect(
      json.hasPrefix(
        #"{"messages":2,"trades":1,"volume":3,"live":1,"orphans":0,"#
          + #""trade_digest":"265b58172fc0a701","event_digest":"3329d8bad3a8d703","#
          + #""messages_per_second":"#), "\(json)")
    let more = try refengine("stream vector.bin --json --memory --latency --runs 3", in: project)
    for member in [#""book_bytes":"#, #""latency_ns":{"mean":"#, #""p999":"#, #""clock":"#] {
      #expect(more.contains(member), "\(more)")
    }
    let text = try refengine("stream vector.bin --memory", in: project)
    for line in ["trade digest    265b58172fc0a701", "live            1", " M msg/s", " bytes"] {
      #expect(text.contains(line), "\(text)")
    }
  }

  @Test func theExchangeTakesTheSameStream() throws {
    let project = try projectWithStreams()
    let json = try refengine("stream vector.bin --json --full", in: project)
    #expect(
      json.hasPrefix(
        #"{"messages":2,"trades":1,"volume":3,"live":1,"rejected":0,"report_digest":""#),
      "\(json)")
    let again = try refengine("stream vector.bin --full", in: project)
    let digest = String(try #require(json.split(separator: "\"").first { $0.count == 16 }))
    #expect(again.contains("report digest   \(digest)\nspeed           "), "\(again)")
  }

  @Test func anAuditCountsEveryInvariant() throws {
    let project = try projectWithStreams()
    let text = try refengine("audit every.bin --every 100", in: project)
    #expect(text.contains("5200 messages, 0 invariants violated"), "\(text)")
    #expect(!text.contains("status"))
    let json = try refengine("audit every.bin --full --json", in: project)
    #expect(json.contains(#"{"name":"zero-sum","checked":"#), "\(json)")
    #expect(!json.contains(#""violations":1"#) && !json.contains("status"))
    let books = try refengine("audit --differential 50 --seed 9", in: project)
    #expect(
      books == "50 streams of 120 messages, seeds from 9: both books agree after every message\n")
    let same = try refengine("audit --differential 2 --json", in: project)
    #expect(same == #"{"streams":2,"messages":240,"seed":42,"differences":0}"# + "\n")
  }

  @Test func theAuditOfTheExchangeMeetsEveryKindOfOrderAndRefusal() throws {
    let project = try Project()
    try project.sh(
      "\(Self.engine) generate --mix every --live 1000 --messages 20000 --seed 42 every.bin")
    let said = try refengine("audit every.bin --full --json", in: project)
    let json = try JSON.parse(Array(said.utf8))
    let invariants = try #require(json["invariants"]?.elements)
    #expect(invariants.count == 29)
    for invariant in invariants {
      #expect(invariant["checked"]?.integer ?? 0 > 0, "\(invariant)")
      #expect(invariant["violations"]?.integer == 0, "\(invariant)")
    }
    for (group, count) in [("entered", 6), ("reports", 6), ("reasons", 17)] {
      let counts = try #require(json[group]?.members)
      #expect(counts.count == count)
      for member in counts { #expect(member.value.integer ?? 0 > 0, "\(member.name)") }
    }
    let text = try refengine("audit every.bin --full", in: project)
    #expect(text.contains("entered: limit ") && text.contains(", drawdownLimit "), "\(text)")
  }

  @Test func aViolationIsCountedAndNamedWithItsRecord() throws {
    let project = try projectWithStreams()
    try project.sh(
      #"printf '\001\000\000\000\011\000\000\000\000\000\000\000\000\000\000\000' >> vector.bin"#)
    let text = try refengine("audit vector.bin", in: project)
    for part in [
      "no-orphans                   1           1", "  record 2: ",
      "3 messages, 1 invariants violated", "refengine: vector.bin: violated: no-orphans",
      "status 1",
    ] {
      #expect(text.contains(part), "\(text)")
    }
    let json = try refengine("audit vector.bin --json", in: project)
    #expect(
      json.contains(#"{"name":"no-orphans","checked":1,"violations":1,"record":2,"offender":""#),
      "\(json)")
  }

  @Test(arguments: [
    (#"\000\000\000\000\001"#, "byte offset 32: the last record has 5 of 16 bytes"),
    (
      #"\011\000\000\000\001\000\000\000\001\000\000\000\001\000\000\000"#,
      "byte offset 32: type 9 is not one of 0 to 3"
    ),
    (
      #"\000\002\000\000\001\000\000\000\001\000\000\000\001\000\000\000"#,
      "byte offset 32: side 2 is neither 0 (buy) nor 1 (sell)"
    ),
    (
      #"\000\000\001\000\001\000\000\000\001\000\000\000\001\000\000\000"#,
      "byte offset 32: the third field is 1, not 0"
    ),
    (
      #"\000\001\000\000\007\000\000\000\220\000\000\000\001\000\000\000"#,
      "byte offset 32: "
    ),
    (
      #"\000\001\000\000\010\000\000\000\220\000\000\000\000\000\000\000"#,
      "byte offset 32: "
    ),
  ])
  func aWrongRecordIsNamedByItsOffset(record: String, mistake: String) throws {
    let project = try projectWithStreams()
    try project.sh("printf '\(record)' >> vector.bin")
    for command in ["stream vector.bin", "audit vector.bin", "stream vector.bin --full"] {
      let said = try refengine(command, in: project)
      #expect(said.hasPrefix("refengine: vector.bin: \(mistake)"), "\(said)")
      #expect(said.hasSuffix("status 1\n"), "\(said)")
    }
  }

  @Test(arguments: [
    ("", "no command given"),
    ("steam every.bin", "unknown command 'steam'; did you mean 'stream'?"),
    ("stream", "no file given"),
    ("stream a b", "unexpected word 'b'"),
    ("stream a --jsn", "unknown option '--jsn'; did you mean '--json'?"),
    ("stream a --json --json", "--json is given twice"),
    ("stream a --json=1", "--json takes no value"),
    ("stream a --full --memory", "--memory cannot be measured with --full"),
    ("stream a --runs", "--runs needs a value"),
    ("stream a --runs 0", "--runs must be a whole number from 1 to 1000000, not '0'"),
    (
      "generate --mix ich --live 1 --messages 1 --seed 1 f",
      "--mix cannot be 'ich', it is one of itch"
    ),
    ("generate --mix itch --messages 1 --seed 1 f", "--live is missing"),
    ("audit f --differential 3", "the file 'f' means nothing with --differential"),
    ("audit --full --differential 3", "--full means nothing with --differential"),
    ("audit --every 9 --differential 3", "--every means nothing with --differential"),
    ("audit f --seed 3", "--seed means nothing without --differential"),
    ("audit --differential -1", "--differential must be a whole number from 1 to"),
  ])
  func aMistakeInTheWordsIsNamed(words: String, mistake: String) throws {
    let project = try Project()
    let said = try refengine(words, in: project)
    #expect(said.hasPrefix("refengine: \(mistake)"), "\(said)")
    #expect(said.hasSuffix("tells more.\nstatus 64\n"), "\(said)")
  }

  @Test func whatIsTooLongOrTooLargeFailsWithAWord() throws {
    let project = try projectWithStreams()
    try project.sh("truncate -s 8T big.bin")
    for command in ["stream", "audit", "journal --folder data"] {
      #expect(
        try refengine("\(command) big.bin", in: project)
          == "refengine: big.bin: has more than 110000000 records, the most of a stream\n"
          + "status 1\n")
    }
    for command in ["stream", "audit --full"] {
      #expect(
        try refengine("\(command) /dev/zero", in: project)
          == "refengine: /dev/zero: byte offset 0: order 0 has a quantity of 0\nstatus 1\n")
    }
    for command in [
      "bench --scenario baseline --messages 100000000",
      "variant --scenario baseline --messages 100000000",
      "modules --scenario baseline --messages 100000000", "journal --folder data /dev/zero",
      "load --scenario baseline --arrivals constant --rate 20000000",
    ] {
      let said = try project.sh(
        "ulimit -v 1000000; \(Self.engine) \(command) 2>&1 || echo \"status $?\"")
      #expect(said.hasPrefix("refengine: this needs about "), "\(said)")
      #expect(said.hasSuffix("take fewer messages or free some memory\nstatus 1\n"), "\(said)")
    }
  }

  @Test func aPipeIsReadAsAFileIs() throws {
    let project = try projectWithStreams()
    let file = try refengine("audit every.bin --full", in: project)
    let pipe = try project.sh(
      "(head -c 1111 every.bin; sleep 0.05; tail -c +1112 every.bin)"
        + " | \(Self.engine) audit /dev/stdin --full")
    #expect(pipe == file)
    let torn = try project.sh(
      "head -c 1111 every.bin | \(Self.engine) stream /dev/stdin 2>&1 || echo \"status $?\"")
    #expect(
      torn
        == "refengine: /dev/stdin: byte offset 1104: the last record has 7 of 16 bytes\nstatus 1\n")
  }

  @Test func aGeneratedFileIsWrittenThroughALinkOrNotAtAll() throws {
    let project = try projectWithStreams()
    try project.sh("mkdir far; touch far/stream.bin; ln -s far/stream.bin link.bin")
    let few = "generate --mix itch --live 10 --messages 20 --seed 1"
    _ = try refengine("\(few) link.bin", in: project)
    #expect(
      try project.sh("readlink link.bin; wc -c < far/stream.bin; ls far")
        == "far/stream.bin\n480\nstream.bin\n")
    try project.sh("rm far/stream.bin")
    #expect(
      try refengine("\(few) link.bin", in: project)
        == "refengine: link.bin: cannot follow: No such file or directory\nstatus 1\n")
    let many = "generate --mix itch --live 10 --messages 200000 --seed 1 far/many.bin"
    let limited = try project.sh(
      "ulimit -f 100; \(Self.engine) \(many) 2>&1 || echo \"status $?\"; ls far")
    #expect(limited == "refengine: far/many.bin: cannot write: File too large\nstatus 1\n")
    let stopped = try project.sh(
      """
      \(Self.engine) generate --mix itch --live 10 --messages 100000000 --seed 1 far/many.bin &
      for attempt in $(seq 3000); do
        ls -l /proc/$!/fd | grep -q '/far/.*(deleted)' && break
        sleep 0.01
      done
      kill -TERM $!; wait $! || echo "status $?"; ls far
      """)
    #expect(stopped == "status 143\n")
  }

  @Test(arguments: [("> /dev/full", "No space left on device"), (">&-", "Bad file descriptor")])
  func theEngineOfPricesNoticesThatNobodyCanReadIt(output: String, reason: String) throws {
    let project = try Project()
    let said = try project.sh(
      "\(Self.engine)-prices thirds 2>said \(output) || echo \"status $?\" >> said; cat said")
    #expect(
      said == "refengine-prices: standard output: cannot write: \(reason)\nstatus 1\n", "\(said)")
    let help = try project.sh(
      "\(Self.engine)-prices --help 2>said \(output) || echo \"status $?\" >> said; cat said")
    #expect(help == said)
  }

  @Test func anAbsentFileAndAFullDeviceAreNamed() throws {
    let project = try projectWithStreams()
    let absent = try refengine("stream absent.bin", in: project)
    #expect(
      absent == "refengine: absent.bin: cannot open: No such file or directory\nstatus 1\n",
      "\(absent)")
    let device = try refengine(
      "generate --mix itch --live 1 --messages 1 --seed 1 /dev/null", in: project)
    #expect(device == "refengine: /dev/null: not a regular file\nstatus 1\n", "\(device)")
    let full = try project.sh(
      "\(Self.engine) stream vector.bin --json > /dev/full 2> said || echo \"status $?\"; cat said")
    #expect(full.contains("No space left on device") && full.contains("status 1"), "\(full)")
  }
}
