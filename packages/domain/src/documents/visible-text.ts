/** An emoji with its skin tone and presentation, or several that are shown as one. */
const EMOJI = /\p{ExtPict}(?:\p{EMod}|\ufe0f)?(?:\u200d\p{ExtPict}(?:\p{EMod}|\ufe0f)?)*/gu;
/** Control, format and bidirectional characters, and those that are not shown or shown as a space. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Bidi_C}\p{DI}\u2800]/u;

/**
 * The first character of a name that readers cannot see, as `U+202E`: a control character, one that
 * changes the direction of text, or an invisible one. Undefined if there is none. Emoji may contain
 * joiners and variation selectors.
 */
export function unseenCharacter(name: string): string | undefined {
  const [found] = UNSEEN.exec(name.replace(EMOJI, "")) ?? [];
  const digits = found?.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
  return digits === undefined ? undefined : `U+${digits}`;
}
