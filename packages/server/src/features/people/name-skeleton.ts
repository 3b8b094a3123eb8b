import { foldedUserName, shownUserName } from "@indelible/domain";
import { CONFUSABLES } from "./confusables.ts";

let known: ReadonlyMap<string, string> | undefined;

/** The prototype of each confusable character; read when first used. */
function prototypes(): ReadonlyMap<string, string> {
  known ??= new Map(
    CONFUSABLES.split("\n").flatMap((line) => {
      const [prototype = "", characters = ""] = line.split("\t");
      return [...characters].map((character) => [character, prototype] as const);
    }),
  );
  return known;
}

/** The skeleton of a text (Unicode Technical Standard 39, section 4): the same for texts that look the same. */
export function skeletonOf(text: string): string {
  const table = prototypes();
  const replaced = [...text.normalize("NFD")].map((one) => table.get(one) ?? one).join("");
  return replaced.normalize("NFD");
}

/**
 * What a user name looks like: as it is written, in small letters and in capitals, since these look like
 * different characters. Two names can be mistaken if they have a form in common.
 */
export function looksOf(name: string): readonly string[] {
  const shown = shownUserName(name);
  const forms = [shown, foldedUserName(name), shown.toUpperCase()];
  return [...new Set(forms.map((form) => skeletonOf(form).toLowerCase()))];
}
