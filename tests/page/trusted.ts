/** Makes an event one of the user: a script cannot make such events by itself. */
export function trusted<E extends Event>(event: E): E {
  Object.defineProperty(event, 'isTrusted', { value: true });
  return event;
}
