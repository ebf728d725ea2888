internal import CPerfProbe
internal import Glibc

extension Probe {
  /// Writes `module-overhead.csv` into `PERFKIT_OUT`: every scope so far is a module, and the one
  /// named `whole` is around them all; nothing if `PERFKIT_OUT` is unset.
  ///
  /// What a scope costs is measured on empty ones, stated in the table and subtracted. Modules must
  /// not contain each other.
  public static func writeModules(of whole: String) throws(ResultError) {
    try check(perfkit_write_modules(whole), whole)
  }

  /// Writes the same table into a folder of the caller's.
  public static func writeModules(of whole: String, into folder: String) throws(ResultError) {
    try check(perfkit_write_modules_to(folder, whole), whole)
  }

  private static func check(_ status: Int32, _ whole: String) throws(ResultError) {
    guard status != 0 else { return }
    let code = errno
    throw code == EINVAL ? .noWhole(whole) : .system(file: "module-overhead.csv", errno: code)
  }
}
