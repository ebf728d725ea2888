internal import CPerfProbe

/// A named scope, looked up once; usually a `static let`.
public struct Scope: @unchecked Sendable {
  // Points at a name that nothing changes or frees; nil if there was no memory for it.
  private let pointer: UnsafeMutablePointer<perfkit_scope>?

  /// The scope of this name; names equal in bytes are one scope in the whole program.
  public init(_ name: StaticString) {
    pointer = name.withUTF8Buffer(Self.find)
  }

  /// The scope of a name made at run time; a program has at most 4095 names.
  public init(named name: String) {
    var name = name
    pointer = name.withUTF8(Self.find)
  }

  private static func find(_ name: UnsafeBufferPointer<UInt8>) -> UnsafeMutablePointer<
    perfkit_scope
  >? {
    name.withMemoryRebound(to: CChar.self) { perfkit_scope_of($0.baseAddress, $0.count) }
  }

  /// Records a duration that was measured elsewhere, in nanoseconds.
  public func record(nanoseconds: UInt64) {
    perfkit_record(pointer, nanoseconds)
  }

  @usableFromInline
  func begin() -> UInt64 {
    perfkit_begin(pointer).start
  }

  @usableFromInline
  func end(_ start: UInt64) {
    var timer = perfkit_timer(scope: pointer, start: start)
    perfkit_end(&timer)
  }
}
