internal import Glibc

/// The clock times inside a ZIP file, which libarchive writes in the time zone of the process.
///
/// They are set to UTC behind its back: changing the zone of a process with threads is not safe.
/// The places are those of PKWARE's APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
struct ZipTimes {
  let descriptor: Int32
  let path: String

  private static let endSize = 22
  private static let directoryEntrySize = 46

  /// Sets the time of every member, in its local header and in the central directory.
  func set(_ seconds: Int) throws(ArchiveError) {
    let size = Int(lseek(descriptor, 0, SEEK_END))
    let end = try read(Self.endSize, at: size - Self.endSize)
    guard Self.number(end, 0, 4) == 0x0605_4B50 else { throw unexpected("no end record") }
    let count = Self.number(end, 10, 2)
    let start = Self.number(end, 16, 4)
    guard count != 0xFFFF, start != 0xFFFF_FFFF else { throw unexpected("a ZIP64 end record") }
    var directory = try read(Self.number(end, 12, 4), at: start)
    let time = Self.clock(seconds)
    var place = 0
    for _ in 0..<count {
      guard place + Self.directoryEntrySize <= directory.count,
        Self.number(directory, place, 4) == 0x0201_4B50
      else { throw unexpected("a torn central directory") }
      directory.replaceSubrange(place + 12..<place + 16, with: time)
      let header = Self.number(directory, place + 42, 4)
      guard try Self.number(read(4, at: header), 0, 4) == 0x0403_4B50 else {
        throw unexpected("a lost local header")
      }
      try write(time, at: header + 10)
      place += [28, 30, 32].reduce(Self.directoryEntrySize) { size, length in
        size + Self.number(directory, place + length, 2)
      }
    }
    try write(directory, at: start)
  }

  /// Time and date as MS-DOS has them: two-second steps from 1980.
  static func clock(_ seconds: Int) -> [UInt8] {
    var moment = tm()
    var number = time_t(seconds)
    gmtime_r(&number, &moment)
    let time = moment.tm_hour << 11 | moment.tm_min << 5 | moment.tm_sec / 2
    let date = (moment.tm_year - 80) << 9 | (moment.tm_mon + 1) << 5 | moment.tm_mday
    return [time, date].flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8 & 0xFF)] }
  }

  private static func number(_ bytes: [UInt8], _ place: Int, _ count: Int) -> Int {
    bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  private func unexpected(_ what: String) -> ArchiveError {
    .failed(operation: "set the times in '\(path)'", reason: what)
  }

  private func read(_ count: Int, at place: Int) throws(ArchiveError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    guard place >= 0, pread(descriptor, &bytes, count, off_t(place)) == count else {
      throw unexpected("a torn file")
    }
    return bytes
  }

  private func write(_ bytes: [UInt8], at place: Int) throws(ArchiveError) {
    guard pwrite(descriptor, bytes, bytes.count, off_t(place)) == bytes.count else {
      throw .file(operation: "write", path: path, number: errno)
    }
  }
}
