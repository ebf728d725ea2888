import Synchronization
import Testing

@testable import PerfLoad

/// Moments of a load, with times told by the test.
@Suite struct LoadMomentTests {
  /// What was done, from whatever thread.
  private final class Journal: Sendable {
    private let notes = Mutex<[String]>([])
    var all: [String] { notes.withLock { $0 } }
    func note(_ text: String) -> Bool {
      notes.withLock { $0.append(text) }
      return true
    }
  }

  @Test func momentsHappenInOrderAndOnce() {
    let journal = Journal()
    var moments = LoadMoments([
      LoadMoment(at: 500, .returns) { journal.note("continue") },
      LoadMoment(at: 300, .stops) { journal.note("stop") },
    ])
    #expect(moments.next == 300)
    moments.perform(at: 299, before: 3)
    #expect(journal.all.isEmpty)
    moments.perform(at: 310, before: 3)
    // It came 10 late, and so does the return.
    #expect(moments.next == 510)
    // Operations sent before the stop say nothing of the return.
    moments.noteAnswer(2, at: 320)
    moments.perform(at: 510, before: 9)
    moments.noteAnswer(3, at: 512)
    moments.noteAnswer(4, at: 513)
    #expect(journal.all == ["stop", "continue"])
    #expect(moments.next == nil)
    let outage = Outage(began: 310, returned: 510, answered: 512)
    #expect(moments.outages == [outage])
  }

  @Test func aReturnThatIsSeenCounts() {
    var moments = LoadMoments([LoadMoment(at: 10, .dies) { true }])
    moments.noteReturn(at: 5)
    moments.noteAnswer(0, at: 6)
    #expect(moments.outages.isEmpty)
    moments.perform(at: 10, before: 1)
    moments.noteReturn(at: 40)
    moments.noteReturn(at: 50)
    moments.noteAnswer(1, at: 55)
    moments.noteReturn(at: 60)
    #expect(moments.outages == [Outage(began: 10, returned: 50, answered: 55)])
    #expect(moments.failures == 0)
  }

  @Test func aStoppedEngineThatAnswersIsSeen() {
    var moments = LoadMoments([
      LoadMoment(at: 100, .stops) { true }, LoadMoment(at: 900_000_000, .returns) { true },
    ])
    moments.perform(at: 100, before: 5)
    // Still on their way to or from a thread that the signal has not reached.
    moments.perform(at: LoadMoments.grace, before: 7)
    moments.noteAnswer(5, at: LoadMoments.grace + 1)
    moments.perform(at: LoadMoments.grace + 100, before: 8)
    moments.noteAnswer(7, at: LoadMoments.grace + 200)
    #expect(moments.outages.first?.impossible == 0)
    moments.noteAnswer(8, at: LoadMoments.grace + 300)
    moments.noteAnswer(4, at: LoadMoments.grace + 300)
    #expect(moments.outages.first?.impossible == 1)
    #expect(moments.outages.first?.answered == nil)
    moments.perform(at: 900_000_100, before: 20)
    moments.noteAnswer(9, at: 900_000_200)
    #expect(moments.outages.first?.answered == 900_000_200)
    #expect(moments.outages.first?.impossible == 1)
  }

  @Test func aMomentThatCannotBeIsNoOutage() {
    var moments = LoadMoments([LoadMoment(at: 10, .dies) { false }])
    moments.perform(at: 10, before: 1)
    #expect(moments.outages.isEmpty)
    #expect(moments.failures == 1)
  }
}
