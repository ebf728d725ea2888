import PerfModel
import Testing

@testable import PerfDoctor

@Suite struct ControlGroupTests {
  private func group(_ texts: [String: String]) -> MachineFacts.ControlGroup {
    ControlGroupReader(SystemFiles(texts)).read()
  }

  private static let version2 = [
    "/proc/self/cgroup": "0::/user.slice/session-1.scope\n",
    "/proc/self/mountinfo": """
    22 27 0:21 / /proc rw,relatime - proc proc rw
    31 23 0:28 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate
    """,
  ]

  private static let version1 = [
    "/proc/self/cgroup": "4:memory:/job\n3:cpu,cpuacct:/job/a\n1:name=systemd:/\n0::/\n",
    "/proc/self/mountinfo": """
    31 23 0:28 / /sys/fs/cgroup rw - tmpfs tmpfs rw,mode=755
    32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct
    33 31 0:30 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
    34 31 0:31 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
    """,
  ]

  @Test func theTightestLevelHolds() {
    let folder = "/sys/fs/cgroup/user.slice"
    let group = group(
      Self.version2.merging([
        folder + "/session-1.scope/cpu.max": "max 100000\n",
        folder + "/session-1.scope/memory.max": "4294967296\n",
        folder + "/session-1.scope/cpu.stat": "usage_usec 5\nnr_periods 9\nnr_throttled 3\n",
        folder + "/cpu.max": "150000 100000\n", folder + "/memory.max": "max\n",
        folder + "/cpu.stat": "nr_throttled 4\n",
      ]) { $1 })
    #expect(group.version == 2)
    #expect(group.processors == 1.5)
    #expect(group.memory == 4_294_967_296)
    #expect(group.throttled == 7)
  }

  @Test func version1HasAFolderForEachController() {
    let group = group(
      Self.version1.merging([
        "/sys/fs/cgroup/cpu,cpuacct/job/a/cpu.cfs_quota_us": "-1\n",
        "/sys/fs/cgroup/cpu,cpuacct/job/a/cpu.cfs_period_us": "100000\n",
        "/sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_quota_us": "50000\n",
        "/sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_period_us": "100000\n",
        "/sys/fs/cgroup/cpu,cpuacct/job/cpu.stat": "nr_periods 0\nnr_throttled 0\n",
        "/sys/fs/cgroup/memory/job/memory.limit_in_bytes": "1073741824\n",
        "/sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
      ]) { $1 })
    #expect(group.version == 1)
    #expect(group.processors == 0.5)
    #expect(group.memory == 1 << 30)
    #expect(group.throttled == 0)
  }

  @Test func noLimitIsNone() {
    let group = group(
      Self.version1.merging([
        "/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us": "-1\n",
        "/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us": "100000\n",
        "/sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
      ]) { $1 })
    #expect(group.processors == nil && group.memory == nil && group.throttled == nil)
  }

  @Test func aContainerSeesItsOwnGroupAtTheMount() throws {
    func folders(_ membership: String, _ root: String) -> [String]? {
      ControlGroupTree(
        membership: [membership[...]],
        mounts: ["1 2 0:3 \(root) /sys/fs/cg\\040roup rw - cgroup2 cgroup2 rw"]
      ).folders(of: "cpu")?.folders
    }
    let point = "/sys/fs/cg roup"
    #expect(folders("0::/docker/abc", "/docker/abc") == [point])
    #expect(folders("0::/docker/abc/x", "/docker/abc") == [point + "/x", point])
    #expect(folders("0::/elsewhere", "/docker/abc") == [point])
    #expect(folders("0::/../b", "/") == [point])
    #expect(folders("0::/", "/") == [point])
  }

  @Test(arguments: [
    [:], ["/proc/self/cgroup": "0::/\n"], ["/proc/self/mountinfo": "31 23 - cgroup2\n"],
    ["/proc/self/cgroup": "rubbish", "/proc/self/mountinfo": "- - - -\n\n"],
  ])
  func withoutThemNothingIsLimited(_ texts: [String: String]) {
    #expect(group(texts) == MachineFacts.ControlGroup())
  }
}
