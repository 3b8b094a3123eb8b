import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { parseTlogProof } from "@indelible/ledger";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openPortal, type PortalTest } from "../support/portal.ts";

let portal: PortalTest;
let page: Page;

beforeAll(async () => {
  portal = await openPortal();
  await portal.server.call("POST", "/api/environments", { Name: "Production" });
  await portal.server.sequencer.runBatch();
  page = await portal.signIn();
});
afterAll(() => portal?.close());

/**
 * Resets the page to the state of a first visit: no known key, nothing cached, no requests changed.
 */
async function forgetEverything(): Promise<void> {
  await page.unrouteAll();
  await page.evaluate(() => localStorage.clear());
  await page.goto(`${portal.address}/app/#/Spaces-1`);
  await page.reload();
}

/** Opens the details of the event that created the environment. */
async function openEvent(): Promise<Locator> {
  await page.goto(`${portal.address}/app/#/Spaces-1/configuration/audit`);
  const event = page.getByRole("article").filter({ hasText: "Production was created" });
  await event.getByRole("button", { name: "Show details" }).click();
  return event;
}

async function verify(event: Locator): Promise<void> {
  await event.getByRole("button", { name: "Verify in this browser" }).click();
}

test("an event is verified in the browser, and the files for verifying it elsewhere are saved", async () => {
  const event = await openEvent();
  const { body } = await portal.server.call(
    "GET",
    "/api/events?documentTypes=Environments&eventCategories=Created",
  );
  const { Id, LedgerIndex } = body.Items[0];
  expect(LedgerIndex).toBeGreaterThan(0);
  await event.getByText(`provable, ledger entry ${LedgerIndex}`).waitFor({ state: "attached" });
  await verify(event);
  const { Checkpoint, VerifierKey } = (await portal.server.call("GET", "/api/ledger")).body;
  const size = Checkpoint.Size.toLocaleString("en");
  await event.getByText(`Proved: entry ${LedgerIndex} of a ledger of ${size}`).waitFor();
  expect(VerifierKey).toContain(
    await event.getByText(/^indelible\/test\+[0-9a-f]{8}$/).innerText(),
  );

  const saved = async (name: string) => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      event.getByRole("button", { name }).click(),
    ]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };
  const proof = await saved("Download proof");
  expect(proof.name).toBe(`${Id}.tlog-proof`);
  expect(parseTlogProof(proof.bytes).index).toBe(LedgerIndex);
  const recorded = await saved("Download event bytes");
  expect(recorded.name).toBe(`${Id}.json`);
  const proved = (await portal.server.call("GET", `/api/events/${Id}/proof`)).body.Event;
  expect(digestOf(recorded.bytes)).toBe(digestOf(proved));
});

function digestOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

test("an event with one changed character is broken, and the page reports why", async () => {
  await forgetEverything();
  await page.route("**/api/events/*/proof", async (route) => {
    const answer = await route.fetch();
    const proof = await answer.json();
    const Event = proof.Event.replace("Production was created", "Production was createt");
    await route.fulfill({ response: answer, json: { ...proof, Event } });
  });
  const event = await openEvent();
  await verify(event);
  const note = event.getByRole("alert");
  await note.getByText("Broken: this event is not proved").waitFor();
  expect(await note.innerText()).toContain("INCLUSION_REFUSED");
  expect(await event.getByText("Proved:").count()).toBe(0);
});

test("an event that the page shows differently is broken too", async () => {
  await forgetEverything();
  await page.route(/\/api\/events\/Events-\d+$/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), Username: "eve" } });
  });
  const event = await openEvent();
  await verify(event);
  const note = event.getByRole("alert");
  await note.getByText("EVENT_DIFFERS_FROM_PAGE").waitFor();
  expect(await note.innerText()).toContain("It differs in Username.");
});

test("a key that changed since it was first seen is shown loudly, until it is trusted", async () => {
  await forgetEverything();
  const event = await openEvent();
  const other = "indelible/test+bc3bf6ae+AV1ZW7KGQGHyA0RjBLTgN0vcUDxkY8mOCZuQY3Q0bVwt";
  await page.evaluate(
    (text) => localStorage.setItem("indelible.ledger", text),
    JSON.stringify({ origin: "indelible/test", verifierKey: other }),
  );
  await verify(event);
  await event.getByText("The key of this ledger has changed").waitFor();
  await event.getByText("Broken: this event is not proved").waitFor();
  await event.getByRole("button", { name: "Trust the new key" }).click();
  await event.getByText("Proved: entry").waitFor();
  expect(await event.getByText("The key of this ledger has changed").count()).toBe(0);
});

test("the ledger's page shows its size, key, checkpoints and lag", async () => {
  await page.getByRole("link", { name: "Ledger" }).click();
  await page.getByRole("heading", { name: "Ledger", level: 1 }).waitFor();
  const { Origin, VerifierKey, Checkpoint } = (await portal.server.call("GET", "/api/ledger")).body;
  await page.getByText(VerifierKey, { exact: true }).waitFor();
  await page.getByText(Origin, { exact: true }).waitFor();
  // The newest checkpoint's, and that of its line in the list.
  const roots = page.getByText(Checkpoint.RootHash, { exact: true });
  await roots.nth(1).waitFor();
  expect(await roots.count()).toBe(2);
  await page.getByText("Nothing", { exact: true }).waitFor();
  await portal.server.call("POST", "/api/environments", { Name: "Staging" });
  await page.getByText("1 event, just now").waitFor();
  await portal.server.sequencer.runBatch();
  await page.getByText("Nothing", { exact: true }).waitFor();
});
