/// A moment in UTC, as documents write it.
public struct UTCTime: Sendable, Hashable, Comparable {
  /// Seconds since 1970.
  public var seconds: Int

  /// Makes a moment.
  public init(seconds: Int) { self.seconds = seconds }

  /// Reads `YYYY-MM-DDTHH:MM:SSZ`.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 20, bytes[19] == UInt8(ascii: "Z") else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      Int(String(decoding: bytes[range], as: UTF8.self))
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    seconds = Self.days(year, month, day) * 86400 + hour * 3600 + minute * 60 + second
    guard self.text == text else { return nil }
  }

  /// The earlier of two moments is the smaller.
  public static func < (left: UTCTime, right: UTCTime) -> Bool { left.seconds < right.seconds }

  /// `YYYY-MM-DDTHH:MM:SSZ`.
  public var text: String {
    let (hour, minute, second) = clock
    return day + "T" + Self.padded(hour) + ":" + Self.padded(minute) + ":" + Self.padded(second)
      + "Z"
  }

  /// `YYYYMMDDTHHMMSSZ`, for names of files.
  public var compactText: String { text.filter { $0 != "-" && $0 != ":" } }

  /// `YYYY-MM-DD`.
  public var day: String {
    var z = Int((Double(seconds) / 86400).rounded(.down)) + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    z -= era * 146_097
    let yearOfEra = (z - z / 1460 + z / 36524 - z / 146_096) / 365
    let dayOfYear = z - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let dayOfMonth = dayOfYear - (153 * shifted + 2) / 5 + 1
    let yearText = String(year)
    return String(repeating: "0", count: max(0, 4 - yearText.count)) + yearText + "-"
      + Self.padded(month) + "-" + Self.padded(dayOfMonth)
  }

  private var clock: (Int, Int, Int) {
    let rest = ((seconds % 86400) + 86400) % 86400
    return (rest / 3600, rest / 60 % 60, rest % 60)
  }

  private static func padded(_ number: Int) -> String {
    number < 10 ? "0\(number)" : String(number)
  }

  /// Days since 1970-01-01 of a date in the proleptic Gregorian calendar.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
