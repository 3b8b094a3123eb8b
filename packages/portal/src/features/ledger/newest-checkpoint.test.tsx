import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { sampleCheckpoint } from "../../testing/sample-ledger.ts";
import { NewestCheckpoint } from "./newest-checkpoint.tsx";

it("shows size and root hash, and the signed note on demand", async () => {
  const { text, html } = await renderPart(
    <NewestCheckpoint checkpoint={sampleCheckpoint(1_200)} checked="Signature verified." />,
  );
  expect(text).toContain(
    "Entries 1,200 Root hash root-1200 Checked Signature verified. Show the signed note Copy note",
  );
  expect(html).toContain('aria-expanded="false"');
});
