import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { LEDGER } from "../../testing/sample-ledger.ts";
import { LedgerFigures } from "./ledger-figures.tsx";

it("shows size, last checkpoint and what waits", async () => {
  const { text } = await renderPart(<LedgerFigures ledger={LEDGER} />);
  expect(text).toBe("Entries 1,200 Last checkpoint 2 hours ago Waiting Nothing");
});

it("a new ledger has no checkpoint", async () => {
  const WaitingSince = "2026-11-22T11:59:00.000Z";
  const ledger = { ...LEDGER, Checkpoint: null, WaitingEvents: 2, WaitingSince };
  const { text } = await renderPart(<LedgerFigures ledger={ledger} />);
  expect(text).toBe("Entries 0 Last checkpoint None yet Waiting 2 events, 1 minute ago");
});
