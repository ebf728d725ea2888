import Glibc
import PerfJSON
import Testing

/// Where perfkit is started, and what it finds open and set there.
@Suite struct WorkingFolderTests {
  private func project() throws -> Project {
    try Project(.init(), engine: Project.leaving())
  }

  @Test func aRelativeTemporaryFolderWillDo() throws {
    let project = try project()
    try project.sh("mkdir tmp")
    try project.perfkit("smoke", setting: ["TMPDIR": "tmp"])
    #expect(try project.sh("ls -A tmp") == "")
  }

  @Test func aFolderThatIsGoneIsAnError() throws {
    let project = try project()
    let perfkit = Project.perfkit
    // `timeout` ends with 137 where perfkit does not.
    try project.sh(
      """
      mkdir gone; cd gone; rmdir ../gone; status=0
      timeout -s KILL 10 '\(perfkit)' smoke 2> '\(project.outside)/said' || status=$?
      echo $status > '\(project.outside)/status'
      """)
    #expect(contents(of: project.outside + "/status") == "1\n")
    #expect(contents(of: project.outside + "/said")?.hasPrefix("error: ") ?? false)
  }

  @Test func closedStreamsChangeNothing() throws {
    let project = try project()
    try project.sh("'\(Project.perfkit)' smoke <&- >&- 2>&-")
    #expect(try project.json(".perfkit/last.json")["verdict"]?.text == "pass")
    #expect(names(inFolder: project.folder) == [".perfkit", "engine.sh", "perfkit.yaml"])
    project.expectNothingLeft()
  }

  @Test func anEmptyEnvironmentWillDo() throws {
    let project = try project()
    try project.sh("env -i TMPDIR='\(project.temporary)' '\(Project.perfkit)' smoke")
    #expect(try project.json(".perfkit/last.json")["verdict"]?.text == "pass")
    project.expectNothingLeft()
  }

  @Test func aLinkToTheProjectWillDo() throws {
    let project = try project()
    try project.commitAll()
    let direct = try project.perfkit("smoke")
    try project.sh("ln -s w ../link")
    try project.sh("cd ../link; '\(Project.perfkit)' smoke --output '\(project.root)/linked.json'")
    let text = try #require(contents(of: project.root + "/linked.json"))
    let linked = try JSON.parse(Array(text.utf8))
    #expect(linked["content"] == direct.document["content"])
    #expect(linked["engines"] == direct.document["engines"])
  }
}
