import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { LedgerAlarms } from "./ledger-alarms.tsx";

it("shows what was found and what to do, and whether signing has stopped", async () => {
  const alarm = { Found: "Entries are missing.", Advice: "Restore them.", IsSigningStopped: true };
  const other = { Found: "A row is forged.", Advice: "Remove it.", IsSigningStopped: false };
  const { text } = await renderPart(
    <LedgerAlarms
      alarms={[
        { Code: "smaller", ...alarm },
        { Code: "unreadable-row", ...other },
        { Code: "schema", ...other },
        { Code: "verification", ...other, Found: "An event was changed." },
      ]}
    />,
  );
  expect(text).toContain("Signing has stopped Entries are missing. Restore them.");
  expect(text).toContain("The verification found problems An event was changed.");
  expect(text).toContain("Someone changed the ledger A row is forged. Remove it.");
  expect(text).toContain("Someone changed the database A row is forged. Remove it.");
});

it("a ledger without alarms shows none", async () => {
  expect((await renderPart(<LedgerAlarms alarms={[]} />)).text).toBe("");
});
