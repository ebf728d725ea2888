internal import PerfCommands

@main
enum Perfkit {
  static func main() {
    Root.main(Array(CommandLine.arguments.dropFirst()))
  }
}
