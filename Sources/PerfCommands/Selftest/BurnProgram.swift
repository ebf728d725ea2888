/// The work of a program under test: `perfkit selftest-burn N` does N steps and ends.
///
/// A step is a xorshift of 64 bits and a read from a table of 256 KiB, which is neither all
/// arithmetic nor all memory.
enum BurnProgram {
  static let word = "selftest-burn"

  /// The number of steps that a command line asks for, if it asks for this program.
  static func steps(_ arguments: [String]) -> Int? {
    arguments.count == 2 && arguments[0] == word ? Int(arguments[1]) : nil
  }

  /// Does the work; the result is never 0, and the compiler does not know.
  static func burn(_ steps: Int) -> Bool {
    var table = [UInt64](repeating: 1, count: 1 << 15)
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    for _ in 0..<steps {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      table[Int(truncatingIfNeeded: state & 0x7FFF)] &+= state
    }
    return table[0] | state != 0
  }
}
