/**
 * Where a nonce stands in the canonical bytes of an event. No string of the event can hold this
 * text, since its quotes would be escaped, and no object after the nonce has a member of that name:
 * the last occurrence is the event's own.
 */
const MARK = '"Nonce":"';

/** Base64url characters of 16 bytes. */
const NONCE_LENGTH = 22;

/** The canonical bytes of an event, given those with an empty nonce, and its nonce. */
export function withNonce(text: string, nonce: string): string {
  const place = text.lastIndexOf(MARK) + MARK.length;
  return text.slice(0, place) + nonce + text.slice(place);
}

/**
 * True if an event's nonce is the one that `nonceOf` gives for the rest of its canonical bytes: so
 * whoever wrote it had the key. Never throws, whatever the text.
 */
export function hasOwnNonce(body: string, nonceOf: (text: string) => string): boolean {
  const mark = body.lastIndexOf(MARK);
  if (mark < 0) return false;
  const place = mark + MARK.length;
  const text = body.slice(0, place) + body.slice(place + NONCE_LENGTH);
  return nonceOf(text) === body.slice(place, place + NONCE_LENGTH);
}
