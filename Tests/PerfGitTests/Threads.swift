import Glibc
import Synchronization

/// Runs a body on several threads at once and waits for all.
func withThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) throws {
  final class Start: Sendable {
    let number: Int
    let body: @Sendable (Int) -> Void
    init(_ number: Int, _ body: @escaping @Sendable (Int) -> Void) {
      (self.number, self.body) = (number, body)
    }
  }
  var threads: [pthread_t] = []
  for number in 0..<count {
    var thread = pthread_t()
    let start = Unmanaged.passRetained(Start(number, body))
    let error = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
        start.body(start.number)
        return nil
      }, start.toOpaque())
    guard error == 0 else { throw ThreadFailed(number: error) }
    threads.append(thread)
  }
  for thread in threads { pthread_join(thread, nil) }
}

struct ThreadFailed: Error {
  let number: Int32
}
