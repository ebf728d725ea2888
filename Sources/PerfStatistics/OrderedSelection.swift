/// The value of a rank, from 1, among numbers that can be counted but need not be listed.
///
/// Bisects the bit patterns of doubles in the order of the numbers, so at most 64 counts find the
/// value exactly. `count` returns how many of the numbers are at most its argument.
func selectOrdered(
  rank: Int, from lowest: Double, through highest: Double, count: (Double) -> Int
) -> Double {
  var low = lowest.orderedBits
  var high = highest.orderedBits
  while low < high {
    let middle = low + (high - low) / 2
    if count(Double(orderedBits: middle)) >= rank { high = middle } else { low = middle + 1 }
  }
  let value = Double(orderedBits: low)
  return value == 0 ? 0 : value
}
