/// The types of prices, one of which `REFENGINE_PRICE` names.
enum PriceKind: String, CaseIterable {
  case int64, double, decimal
}
