/// An object of libgit2, freed at the end of its life.
struct Handle: ~Copyable {
  typealias Free = @convention(c) (OpaquePointer?) -> Void

  let pointer: OpaquePointer
  private let free: Free

  init(_ pointer: OpaquePointer, free: @escaping Free) {
    self.pointer = pointer
    self.free = free
  }

  deinit { free(pointer) }
}
