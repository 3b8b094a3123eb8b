import { Type } from "typebox";
import { expect, test } from "vitest";
import { notedFields } from "./field-notes.ts";
import { hidden, idOf, idsOf, list, map, object, secret, text } from "./fields.ts";

test("fields are found at every depth: in objects, lists, maps and variants", () => {
  const schema = object({
    OwnerId: idOf("Users"),
    Items: list(object({ Token: secret("sealed", "null") })),
    Keys: map(idsOf("Accounts")),
    Either: Type.Union([object({ Digest: hidden(text()) }), object({ TeamId: idOf("Teams") })]),
  });
  const noted = notedFields(schema).flatMap(({ at, notes: { reference, sensitive, hidden } }) => {
    if (reference !== undefined) return [[at, reference.to]];
    if (sensitive !== undefined) return [[at, sensitive.keeping]];
    return hidden ? [[at, "hidden"]] : [];
  });
  expect(noted).toEqual([
    ["/OwnerId", ["Users"]],
    ["/Items/*/Token", "sealed"],
    ["/Keys/*/*", ["Accounts"]],
    ["/Either/Digest", "hidden"],
    ["/Either/TeamId", ["Teams"]],
  ]);
});

test("a schema without fields is only itself", () => {
  expect(notedFields(text()).map(({ at }) => at)).toEqual([""]);
});
