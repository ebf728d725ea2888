import Testing

/// perfkit.h in C and C++ programs, compiled here by every compiler at hand.
@Suite struct HeaderTests {
  static let cMain = """
    #include "perfkit.h"
    void second(void);
    static int depth(int n) {
      PERFKIT_SCOPE("depth");
      return n ? 1 + depth(n - 1) : 0;
    }
    int main(void) {
      perfkit_timer timer = perfkit_begin(perfkit_scope_named("main"));
      for (int i = 0; i < 3; ++i) second();
      int result = depth(9) - 9;
      perfkit_end(&timer);
      perfkit_end(&timer);
      return result;
    }
    """
  static let cSecond = """
    #include "perfkit.h"
    void second(void);
    void second(void) {
      PERFKIT_SCOPE("second");
      perfkit_record(perfkit_scope_named("main"), 5);
    }
    """
  static let cppSecond = """
    #include "perfkit.h"
    extern "C" void second();
    void second() {
      static const perf::Scope scope("second");
      perf::ScopedTimer timer(scope);
      timer.end();
      try {
        perf::ScopedTimer thrown("main");
        throw 1;
      } catch (int) {
      }
    }
    """
  static let expected = ["depth/0 10", "main/0 4", "second/0 3"]

  @Test(arguments: Language.c.compilers, ["-std=c11", "-std=gnu11"])
  func twoCFilesFeedOneTable(compiler: String, standard: String) throws {
    let folder = try ScratchFolder()
    try folder.write(Self.cMain, to: "main.c")
    try folder.write(Self.cSecond, to: "second.c")
    try folder.compile("main.c", with: compiler, standard, "-O2")
    try folder.compile("second.c", with: compiler, standard, "-O0", "-fPIC")
    try folder.link("main.o", "second.o", with: compiler)
    #expect(try folder.runProgram().counts == Self.expected)
  }

  @Test(arguments: Language.cpp.compilers, ["-std=c++17", "-std=c++20"])
  func aCAndACppFileFeedOneTable(compiler: String, standard: String) throws {
    let folder = try ScratchFolder()
    try folder.write(Self.cMain, to: "main.c")
    try folder.write(Self.cppSecond, to: "second.cpp")
    try folder.compile("main.c", with: "cc", "-std=c11")
    try folder.compile("second.cpp", with: compiler, standard, "-O2", "-Wold-style-cast")
    try folder.link("main.o", "second.o", with: compiler)
    #expect(try folder.runProgram().counts == Self.expected)
  }

  @Test(arguments: ["-fvisibility=default", "-fvisibility=hidden"])
  func aLinkedLibraryFeedsTheTableOfTheProgram(visibility: String) throws {
    let folder = try ScratchFolder()
    try folder.write(Self.cMain, to: "main.c")
    let exported = Self.cSecond.replacing(
      "void second(void);", with: "__attribute__((visibility(\"default\"))) void second(void);")
    try folder.write(exported, to: "second.c")
    try folder.compile("main.c", with: "cc", "-std=c11", visibility)
    try folder.compile("second.c", with: "cc", "-std=c11", visibility, "-fPIC")
    let library = try ChildProgram(
      ["cc", "-shared", "second.o", "-o", "libsecond.so"], in: folder.path)
    #expect(library.exitStatus == 0)
    try folder.link("main.o", "./libsecond.so", with: "cc")
    #expect(try folder.runProgram().counts == Self.expected)
  }

  @Test func anOpenedLibraryFeedsAProgramThatExportsItsSymbols() throws {
    let folder = try ScratchFolder()
    try folder.write(Self.cSecond, to: "second.c")
    try folder.write(
      """
      #include "perfkit.h"
      #include <dlfcn.h>
      int main(void) {
        for (int i = 0; i < 2; ++i) {
          PERFKIT_SCOPE("main");
          void *library = dlopen("./libsecond.so", RTLD_NOW);
          if (!library) return 1;
          void (*second)(void);
          void *symbol = dlsym(library, "second");
          memcpy(&second, &symbol, sizeof second);
          second();
          dlclose(library);
        }
        return 0;
      }
      """, to: "main.c")
    try folder.compile("main.c", with: "cc", "-std=c11")
    try folder.compile("second.c", with: "cc", "-std=c11", "-fPIC")
    let library = try ChildProgram(
      ["cc", "-shared", "second.o", "-o", "libsecond.so"], in: folder.path)
    #expect(library.exitStatus == 0)
    try folder.link("main.o", with: "cc", flags: ["-rdynamic", "-ldl"])
    #expect(try folder.runProgram().counts == ["main/0 4", "second/0 2"])
  }
}
