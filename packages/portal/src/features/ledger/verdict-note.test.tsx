import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { broken } from "./verdict.ts";
import { VerdictNote } from "./verdict-note.tsx";

it("a proved event shows what was proved", async () => {
  const verdict = {
    kind: "proved",
    index: 7,
    size: 1_200,
    signedBy: "k",
    otherSignatures: 1,
  } as const;
  const { text } = await renderPart(
    <VerdictNote verdict={verdict} signedOn="2026-11-22T10:00:00.000Z" />,
  );
  expect(text).toContain("Proved: entry 7 of a ledger of 1,200");
  expect(text).toContain("Cosigned 1 more, not checked here");
});

it("a broken proof is an alert with the reason", async () => {
  const verdict = broken("INCLUSION_REFUSED", "Hashes differ.");
  const { text, html } = await renderPart(<VerdictNote verdict={verdict} signedOn={undefined} />);
  expect(text).toContain("The event does not match the ledger: one of them was changed.");
  expect(text).toContain("Hashes differ. INCLUSION_REFUSED");
  expect(html).toContain('role="alert"');
});

it("a browser that cannot verify says what to do", async () => {
  const { text } = await renderPart(
    <VerdictNote verdict={{ kind: "unavailable" }} signedOn={undefined} />,
  );
  expect(text).toContain("This browser cannot verify");
});
