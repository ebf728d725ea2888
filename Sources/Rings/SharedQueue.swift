/// A queue into which several threads put elements that one thread takes out.
public protocol SharedQueue<Element>: AnyObject, Sendable {
  /// What goes through the queue.
  associatedtype Element: BitwiseCopyable & Sendable

  /// Puts an element in on behalf of a producer, counted from 0; false if there is no room now.
  func put(_ element: Element, from producer: Int) -> Bool

  /// Takes the element that is next; nil if there is none. For one thread only.
  func take() -> Element?
}
