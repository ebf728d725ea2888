import Synchronization
import Testing

@testable import PerfLoad

/// Moments of a load, with times told by the test.
@Suite struct LoadMomentTests {
  /// What was done, from whatever thread.
  private final class Journal: Sendable {
    private let notes = Mutex<[String]>([])
    var all: [String] { notes.withLock { $0 } }
    func note(_ text: String) { notes.withLock { $0.append(text) } }
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
    var moments = LoadMoments([LoadMoment(at: 10, .dies) {}])
    moments.noteReturn(at: 5)
    moments.noteAnswer(0, at: 6)
    #expect(moments.outages.isEmpty)
    moments.perform(at: 10, before: 1)
    moments.noteReturn(at: 40)
    moments.noteReturn(at: 50)
    moments.noteAnswer(1, at: 55)
    moments.noteReturn(at: 60)
    #expect(moments.outages == [Outage(began: 10, returned: 50, answered: 55)])
  }
}
