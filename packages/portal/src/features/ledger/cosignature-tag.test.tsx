import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { CosignatureTag } from "./cosignature-tag.tsx";

it.each([
  ["verified", "", "Verified"],
  ["not-verified", "The key is unknown.", "Not verified The key is unknown."],
  ["none", "", "None"],
] as const)("%s is shown with its reason", async (state, detail, words) => {
  const cosignature = { witness: "w1", state, detail, signedOn: undefined };
  expect((await renderPart(<CosignatureTag cosignature={cosignature} />)).text).toBe(words);
});

it("while it is checked, nothing is claimed", async () => {
  expect((await renderPart(<CosignatureTag cosignature={undefined} />)).text).toBe("…");
});
