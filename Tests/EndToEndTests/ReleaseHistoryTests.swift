import Testing

@Suite struct ReleaseHistoryTests {
  /// The repository's own generator of long histories.
  private static let generator =
    #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/scripts/make-history"

  /// What lies before the previous release is not read: the plan needs no more memory for it.
  @Test func memoryDoesNotGrowWithWhatLiesBefore() throws {
    let project = try Project()
    let output = try project.sh(
      """
      '\(Self.generator)' short 300 300; '\(Self.generator)' long 300 30000
      plan() {  # FOLDER KIBIBYTES
        ( cd $1; ulimit -c 0; ulimit -d $2; export SWIFT_BACKTRACE=enable=no
          '\(Project.perfkit)' release plan v1.1.0 --notes >"$MARKS/$1" 2>/dev/null )
      }
      low=4000 high=400000
      while [ $((high - low)) -gt 1000 ]; do
        middle=$(((low + high) / 2))
        if plan short $middle; then high=$middle; else low=$middle; fi
      done
      # Once more: the last search may have been one with too little, which leaves no plan.
      plan short $((high + 4000))
      plan long $((high + 4000)) && echo enough || echo "not enough: $high"
      rm -rf "$TMPDIR"/perfkit.*
      grep -c '^- ' "$MARKS/short" "$MARKS/long" | sed 's/.*://' | uniq | wc -l
      """)
    #expect(output == "enough\n1\n")
  }
}
