import Foundation
import PackagePlugin

/// Builds perfkit in release and hands it every argument; all logic lives in the tool.
@main
struct PerfkitPlugin: CommandPlugin {
  func performCommand(context: PluginContext, arguments: [String]) throws {
    let build = try packageManager.build(
      .product("perfkit"),
      parameters: .init(configuration: .release, logging: .concise, echoLogs: true))
    guard build.succeeded,
      let tool = build.builtArtifacts.first(where: { $0.url.lastPathComponent == "perfkit" })
    else {
      Diagnostics.error("perfkit did not build:\n\(build.logText)")
      return
    }
    var environment = ProcessInfo.processInfo.environment
    let package = context.package.directoryURL
    let stood = environment["PWD"].map { URL(filePath: $0) } ?? package
    let isInside = stood.path() == package.path() || stood.path().hasPrefix(package.path() + "/")
    environment["PERFKIT_PLUGIN"] = "1"
    environment["PERFKIT_DIE_WITH_PARENT"] = "1"
    let perfkit = Process()
    perfkit.executableURL = tool.url
    perfkit.arguments = arguments
    perfkit.currentDirectoryURL = isInside ? stood : package
    perfkit.environment = environment
    try perfkit.run()
    perfkit.waitUntilExit()
    guard perfkit.terminationStatus == 0 else { exit(perfkit.terminationStatus) }
  }
}
