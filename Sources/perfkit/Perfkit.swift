internal import CPerfSystem
internal import PerfCommands

@main
enum Perfkit {
  static func main() {
    perf_spawner_start()
    Root.main(Array(CommandLine.arguments.dropFirst()))
  }
}
