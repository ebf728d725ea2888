internal import Glibc

/// Keeps SIGPIPE from the calling thread: an engine that ends while it is written to is a result.
struct BrokenPipes: ~Copyable {
  private var before = sigset_t()
  private var own = sigset_t()

  init() {
    sigemptyset(&own)
    sigaddset(&own, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &own, &before)
  }

  /// Takes the signals that came, and lets further ones through if they were before.
  consuming func end() {
    guard sigismember(&before, SIGPIPE) == 0 else { return }
    var none = timespec()
    while sigtimedwait(&own, nil, &none) > 0 {}
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
}
