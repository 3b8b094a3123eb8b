import fc from "fast-check";
import { expect, test } from "vitest";
import { foldedUserName } from "./user-name.ts";
import { unseenCharacter } from "./visible-text.ts";

test.each([
  ["null", "a\u0000b", "U+0000"],
  ["line feed", "a\nb", "U+000A"],
  ["delete", "a\u007fb", "U+007F"],
  ["soft hyphen", "a\u00adb", "U+00AD"],
  ["zero width space", "a\u200bb", "U+200B"],
  ["zero width joiner between letters", "a\u200db", "U+200D"],
  ["variation selector after a letter", "a\ufe0fb", "U+FE0F"],
  ["right-to-left override", "gpj.\u202efdp", "U+202E"],
  ["right-to-left isolate", "a\u2067b\u2069", "U+2067"],
  ["Arabic letter mark", "a\u061cb", "U+061C"],
  ["line separator", "a\u2028b", "U+2028"],
  ["byte order mark", "\ufeffa", "U+FEFF"],
  ["Hangul filler", "\u3164", "U+3164"],
  ["braille blank", "\u2800", "U+2800"],
  ["tag", "a\u{e0061}", "U+E0061"],
])("%s is not visible", (_, name, character) => {
  expect(unseenCharacter(name)).toBe(character);
});

test.each([
  "Production",
  "Größe 1",
  "環境",
  "بيئة",
  "Web \u26a0\ufe0f",
  "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}",
  "\u{1f44d}\u{1f3fd}",
  "a\u00a0b",
])("%j is visible", (name) => {
  expect(unseenCharacter(name)).toBeUndefined();
});

test.each([
  ["Alice", "alice"],
  ["ＡＬＩＣＥ", "alice"],
  ["a\u200blice", "alice"],
  ["Stra\u00dfe", "STRASSE"],
  ["\u03c3\u03c2", "\u03a3\u03a3"],
  ["e\u0301", "\u00c9"],
  ["\ufb01le", "FILE"],
])("the user names %j and %j are the same", (one, other) => {
  expect(foldedUserName(one)).toBe(foldedUserName(other));
});

test("in ASCII only case is disregarded, and folding twice changes nothing", () => {
  const ascii = fc.string({ unit: "grapheme-ascii" });
  fc.assert(
    fc.property(ascii, (name) => foldedUserName(name) === name.toLowerCase()),
    { seed: 14 },
  );
  const any = fc.string({ unit: "grapheme" });
  const once = fc.property(any, (name) => {
    expect(foldedUserName(foldedUserName(name))).toBe(foldedUserName(name));
  });
  fc.assert(once, { seed: 14 });
});
