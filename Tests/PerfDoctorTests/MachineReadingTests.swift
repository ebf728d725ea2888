import PerfModel
import PerfProcess
import Testing

@testable import PerfDoctor

@Suite struct MachineReadingTests {
  @Test(arguments: [
    ("0-3,8", [0, 1, 2, 3, 8]), ("0", [0]), ("", []), ("5,1-2,2", [1, 2, 5]),
  ])
  func listsOfProcessorsAreRead(_ text: String, _ numbers: [Int]) {
    #expect(NumberList.parse(text) == numbers)
  }

  @Test(arguments: ["a", "3-1", "1-2-3", "-1", "0-99999999999", "0-70000", "1-"])
  func otherTextsAreNoList(_ text: String) { #expect(NumberList.parse(text) == nil) }

  @Test func processorsTellTheirSpeed() {
    let folder = "/sys/devices/system/cpu"
    let processors = ProcessorReader(
      SystemFiles([
        "/proc/self/status": "Name:\tperfkit\nCpus_allowed:\t7\nCpus_allowed_list:\t0-2\n",
        folder + "/online": "0-3\n", folder + "/isolated": "2-3\n",
        folder + "/cpu0/cpufreq/scaling_governor": "powersave\n",
        folder + "/cpu1/cpufreq/scaling_governor": "performance\n",
        folder + "/cpu3/cpufreq/scaling_governor": "ondemand\n",
        folder + "/cpu0/topology/thread_siblings_list": "0,2\n",
        folder + "/cpu1/topology/thread_siblings_list": "1\n",
        folder + "/cpu2/topology/thread_siblings_list": "0,2\n",
        folder + "/cpufreq/boost": "1\n",
      ])
    ).read()
    #expect(processors.usable == [0, 1, 2])
    #expect(processors.online == [0, 1, 2, 3] && processors.isolated == [2, 3])
    #expect(processors.governors == ["performance", "powersave"])
    #expect(processors.siblings == [[0, 2]])
    #expect(
      processors.turboSwitch
        == MachineFacts.Setting(file: "devices/system/cpu/cpufreq/boost", value: "0"))
  }

  @Test func intelHasASwitchOfItsOwn() {
    let file = "/sys/devices/system/cpu/intel_pstate/no_turbo"
    #expect(ProcessorReader(SystemFiles([file: "0\n"])).read().turboSwitch?.value == "1")
  }

  @Test func whatCannotBeSeenIsUnknown() {
    let none = SystemFiles([:])
    #expect(ProcessorReader(none).read() == MachineFacts.Processors())
    #expect(LimitReader(none).memory() == MachineFacts.Memory())
    #expect(LimitReader(none).limits() == MachineFacts.Limits())
    let clock = ClockMeter(none).clock()
    #expect(clock.source == nil && clock.available == [])
    #expect(clock.resolution > 0 && clock.cost > 0)
  }

  @Test func memoryIsInBytes() {
    let memory = LimitReader(
      SystemFiles([
        "/proc/meminfo": """
        MemTotal:        2000 kB
        MemAvailable:    1500 kB
        SwapTotal:       1000 kB
        SwapFree:         400 kB
        """, "/sys/kernel/mm/transparent_hugepage/enabled": "always [madvise] never\n",
      ])
    ).memory()
    #expect(memory.total == 2_048_000 && memory.available == 1_536_000)
    #expect(memory.swapTotal == 1_024_000 && memory.swapUsed == 614_400)
    #expect(memory.hugePages == "madvise")
  }

  @Test func oddMemoryIsUnknown() {
    let memory = LimitReader(
      SystemFiles([
        "/proc/meminfo": "MemTotal: 99999999999999999999 kB\nSwapTotal: 1 kB\nSwapFree: 2 kB\nX\n",
        "/sys/kernel/mm/transparent_hugepage/enabled": "\n",
      ])
    ).memory()
    #expect(memory.total == nil && memory.swapUsed == nil && memory.hugePages == nil)
    #expect(memory.swapTotal == 1024)
  }

  @Test func limitsMayBeNone() {
    let limits = LimitReader(
      SystemFiles([
        "/proc/self/limits": """
        Limit                     Soft Limit           Hard Limit           Units
        Max processes             unlimited            unlimited            processes
        Max open files            1024                 524288               files
        """
      ])
    ).limits()
    #expect(limits.openFiles == MachineFacts.Limits.Bound(soft: 1024, hard: 524_288))
    #expect(limits.processes == MachineFacts.Limits.Bound(soft: nil, hard: nil))
  }

  @Test func aFolderThatIsNotThereYetHasTheSpaceOfItsParent() {
    let storage = LimitReader().storage([
      (name: "a", path: "/"), (name: "b", path: "/no/such/folder"),
      (name: "c", path: "/proc/self/exe/x"),
    ])
    #expect(storage.map(\.name) == ["a", "b"])
    #expect(storage.first?.total == storage.last?.total)
    #expect(storage.allSatisfy { $0.free <= $0.total })
  }

  @Test func theClockNamesItsSource() {
    let folder = "/sys/devices/system/clocksource/clocksource0"
    let clock = ClockMeter(
      SystemFiles([
        folder + "/current_clocksource": "hpet\n",
        folder + "/available_clocksource": "tsc hpet acpi_pm \n",
      ])
    ).clock()
    #expect(clock.source == "hpet" && clock.available == ["tsc", "hpet", "acpi_pm"])
  }

  @Test(arguments: [
    (nil, MachineFacts.Counters.Instructions.available),
    (CounterRefusal.notPermitted, .unavailable(.forbidden)), (.notThere, .unavailable(.absent)),
    (.notBuilt, .unavailable(.unknownCall)), (.other(errno: 24), .unavailable(.other(24))),
  ])
  func countersSayWhyNot(
    _ refusal: CounterRefusal?, _ instructions: MachineFacts.Counters.Instructions
  ) {
    let files = SystemFiles(["/proc/sys/kernel/perf_event_paranoid": "-1\n"])
    let counters = CounterReader(files, refusal).read()
    #expect(counters.instructions == instructions && counters.paranoid == -1)
  }

  @Test func theKernelsFilesCanBeRead() {
    #expect(SystemFiles.kernel.number("no_such_line", of: "/proc/stat") == nil)
    #expect(SystemFiles.kernel.text("/proc/no-such-file") == nil)
    #expect(SystemFiles.kernel.names(in: "/proc/self").contains("stat"))
    #expect(SystemFiles.kernel.names(in: "/no/such/folder") == [])
    #expect(ProcessorReader().read().usable.count > 0)
    #expect((LimitReader().memory().total ?? 0) > 0)
  }
}
