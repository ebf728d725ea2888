/// A square matrix of doubles, in rows.
struct SquareMatrix {
  let size: Int
  private var elements: [Double]

  init(size: Int) {
    self.size = size
    elements = [Double](repeating: 0, count: size * size)
  }

  subscript(row: Int, column: Int) -> Double {
    get { elements[row * size + column] }
    set { elements[row * size + column] = newValue }
  }

  /// The power, at least the first, as a matrix times a power of two.
  func raised(to power: Int) -> (SquareMatrix, exponent: Int) {
    var result = self
    var exponent = 0
    let bits = Int.bitWidth - power.leadingZeroBitCount
    for bit in stride(from: bits - 2, through: 0, by: -1) {
      result = result * result
      exponent *= 2
      if power >> bit & 1 == 1 { result = result * self }
      let middle = result[size / 2, size / 2]
      guard middle > 0x1p400 || middle < 0x1p-400, middle > 0 else { continue }
      let scale = Int(middle.exponent)
      result.multiply(by: Double(sign: .plus, exponent: -scale, significand: 1))
      exponent += scale
    }
    return (result, exponent)
  }

  private mutating func multiply(by factor: Double) {
    for index in elements.indices { elements[index] *= factor }
  }

  static func * (left: SquareMatrix, right: SquareMatrix) -> SquareMatrix {
    var product = SquareMatrix(size: left.size)
    let size = left.size
    for row in 0..<size {
      for inner in 0..<size {
        let factor = left.elements[row * size + inner]
        for column in 0..<size {
          product.elements[row * size + column] += factor * right.elements[inner * size + column]
        }
      }
    }
    return product
  }
}
