import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { sampleEvent } from "../../testing/sample-event.ts";
import { ProofPanel } from "./proof-panel.tsx";

it("only an event of the ledger can be verified", async () => {
  const { text } = await renderPart(<ProofPanel event={sampleEvent({ LedgerIndex: 7 })} />);
  expect(text).toBe("Verify in this browser Download proof Download event bytes");
  const waiting = await renderPart(<ProofPanel event={sampleEvent()} />);
  expect(waiting.text).toContain("It is added to the ledger within seconds");
});
