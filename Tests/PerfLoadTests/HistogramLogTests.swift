import PerfLoad
import Testing

@Suite struct HistogramLogTests {
  @Test func aLogIsReadBack() throws {
    var histogram = Histogram()
    for value: UInt64 in [1, 1, 900, 2047, 2048, 70_000, 70_001, 1_400_000_000, 3_600_000_000_000] {
      histogram.record(value, times: min(value, 1 << 40))
    }
    var log = HistogramLog(startSeconds: 12.5)
    log.append(histogram, start: 0, length: 2)
    let read = try #require(HistogramLog.histogram(in: log.text))
    #expect(read.slots == histogram.slots)
    #expect(read.count == histogram.count)
    log.append(histogram, start: 2, length: 2)
    #expect(HistogramLog.histogram(in: log.text)?.count == 2 * histogram.count)
  }

  @Test func anEmptyHistogramIsReadBack() {
    var log = HistogramLog(startSeconds: 0)
    log.append(Histogram(), start: 0, length: 1)
    #expect(HistogramLog.histogram(in: log.text)?.count == 0)
  }

  @Test func countsThatCannotBeAreNotRead() throws {
    var histogram = Histogram()
    histogram.record(5, times: 1 << 41)
    var log = HistogramLog(startSeconds: 0)
    log.append(histogram, start: 0, length: 1)
    #expect(HistogramLog.histogram(in: log.text) == nil)
  }

  @Test func whatIsNoLogIsNotRead() throws {
    var histogram = Histogram()
    histogram.record(5)
    var log = HistogramLog(startSeconds: 0)
    log.append(histogram, start: 0, length: 1)
    let comma = try #require(log.text.lastIndex(of: ","))
    let head = log.text[...comma]
    for field in ["", "????", "HISTFAAAABl4", String(log.text[comma...].dropFirst().dropLast(12))] {
      #expect(HistogramLog.histogram(in: head + field + "\n") == nil, "\(field)")
    }
    #expect(HistogramLog.histogram(in: "start,end\n1,2\n") == nil)
  }
}
