/**
 * The text before the nonce in the canonical bytes of an event. No string of the event can contain
 * it, since its quotes would be escaped, and no object after the nonce has a member of that name:
 * the last occurrence is the event's own.
 */
const MARK = '"Nonce":"';

/** Base64url characters of 16 bytes. */
const NONCE_LENGTH = 22;

/** The canonical bytes of an event, from those with an empty nonce, and its nonce. */
export function withNonce(text: string, nonce: string): string {
  const place = text.lastIndexOf(MARK) + MARK.length;
  return text.slice(0, place) + nonce + text.slice(place);
}

/**
 * True if an event's nonce is the one that `nonceOf` returns for the rest of its canonical bytes,
 * so its writer had the key. Never throws.
 */
export function hasOwnNonce(body: string, nonceOf: (text: string) => string): boolean {
  const mark = body.lastIndexOf(MARK);
  if (mark < 0) return false;
  const place = mark + MARK.length;
  const text = body.slice(0, place) + body.slice(place + NONCE_LENGTH);
  return nonceOf(text) === body.slice(place, place + NONCE_LENGTH);
}
