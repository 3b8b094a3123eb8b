import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import {
  createCosigner,
  createSigner,
  EMPTY_LOG_EDGE,
  emptyRoot,
  formatCheckpoint,
  formatHash,
  formatVerifierKey,
  growLog,
  newSignerKey,
  parseNote,
  parseTlogProof,
  signKeyStatement,
  signNote,
} from "@indelible/ledger";
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
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.evaluate(() => localStorage.clear());
  await page.goto(`${portal.address}/app/#/Spaces-1`);
  await page.reload();
  // It leads to this page, and must not do so after a test went elsewhere.
  await page.getByRole("heading", { name: "Projects", level: 1 }).waitFor();
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

test("the ledger's page says what was found wrong, and what to do", async () => {
  await forgetEverything();
  const alarm = { Found: "Entries are gone.", Advice: "Find out who did it." };
  await page.route(/\/api\/ledger$/, async (route) => {
    const answer = await route.fetch();
    const Alarms = [{ Code: "smaller", ...alarm, IsSigningStopped: true }];
    await route.fulfill({ response: answer, json: { ...(await answer.json()), Alarms } });
  });
  await page.getByRole("link", { name: "Ledger" }).click();
  const shown = page.getByRole("alert").filter({ hasText: "Signing has stopped" });
  await shown.getByText(alarm.Found).waitFor();
  await shown.getByText(alarm.Advice).waitFor();
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

/** The key of test servers; see support/server.ts. */
const serverKey = await newSignerKey("indelible/test", "note", new Uint8Array(32).fill(9));

/** Opens the Ledger page again, as on a later visit. */
async function openLedger(): Promise<void> {
  await page.goto(`${portal.address}/app/#/Spaces-1/configuration/ledger`);
  await page.reload();
  await page.getByRole("heading", { name: "Newest checkpoint" }).waitFor();
}

/** Changes the answers of the server about the state of its ledger. */
async function changeLedger(change: (ledger: LedgerAnswer) => object | Promise<object>) {
  await page.route("**/api/ledger", async (route) => {
    const answer = await route.fetch();
    const ledger = await answer.json();
    await route.fulfill({ response: answer, json: { ...ledger, ...(await change(ledger)) } });
  });
}

interface LedgerAnswer {
  readonly Checkpoint: { readonly Size: number; readonly Note: string };
}

test("the cosignatures of witnesses are verified in the browser", async () => {
  await forgetEverything();
  const witnessKeys = await Promise.all(
    ["w1", "w2", "w3"].map((name, i) =>
      newSignerKey(name, "cosignature", new Uint8Array(32).fill(i)),
    ),
  );
  const cosigners = witnessKeys.map((key) => createCosigner(key, 1_700_000_000));
  await changeLedger(async ({ Checkpoint }) => {
    const { text } = parseNote(Checkpoint.Note);
    const [own, first] = (await signNote(text, [createSigner(serverKey), ...cosigners]))
      .slice(text.length + 1)
      .split("\n");
    const other = formatCheckpoint({
      origin: "indelible/test",
      size: 1,
      root: new Uint8Array(32),
      extensions: [],
    });
    // The cosignature of the second witness is for another checkpoint.
    const second = (await signNote(other, cosigners.slice(1, 2))).slice(other.length + 1);
    return {
      Checkpoint: { ...Checkpoint, Note: `${text}\n${own}\n${first}\n${second}` },
      Witnesses: witnessKeys.map((key) => ({
        Name: key.name,
        VerifierKey: formatVerifierKey(key),
        LastSize: Checkpoint.Size,
        LastSeen: null,
        State: "Cosigned",
        Detail: "",
      })),
    };
  });
  await openLedger();
  // By its beginning: the root hash of a checkpoint can contain the name of a witness.
  const row = (name: string) => page.getByRole("row", { name: new RegExp(`^${name} `) });
  await row("w1").getByText("Verified", { exact: true }).waitFor();
  await row("w2").getByText("Not verified", { exact: true }).waitFor();
  expect(await row("w2").innerText()).toContain("The signature of w2");
  await row("w3").getByText("None", { exact: true }).waitFor();
});

test("a new key is followed if the known key signed that it replaces it, else it is an alarm", async () => {
  const oldKey = await newSignerKey("indelible/test", "note", new Uint8Array(32).fill(7));
  const change = {
    origin: "indelible/test",
    tree: { size: 0, root: emptyRoot() },
    oldKey,
    newKey: serverKey,
  };
  const statement = await signKeyStatement(change, createSigner(oldKey), createSigner(serverKey));
  const knowOldKey = async () => {
    await forgetEverything();
    const known = { origin: "indelible/test", verifierKey: formatVerifierKey(oldKey) };
    const text = JSON.stringify(known);
    await page.evaluate((value) => localStorage.setItem("indelible.ledger", value), text);
  };
  await knowOldKey();
  await openLedger();
  await page.getByText("The key of this ledger has changed").waitFor();

  await knowOldKey();
  await changeLedger(() => ({ KeyStatements: [statement] }));
  await openLedger();
  await page.getByText("It is the first checkpoint that this browser saw").waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);
  const stored = await page.evaluate(() => localStorage.getItem("indelible.ledger"));
  expect(JSON.parse(stored ?? "")).toMatchObject({ verifierKey: formatVerifierKey(serverKey) });
});

test("the browser keeps the last checkpoint it saw, and a later one extends it", async () => {
  await forgetEverything();
  await openLedger();
  await page.getByText("It is the first checkpoint that this browser saw").waitFor();
  const before = await keptSize();
  await portal.server.call("POST", "/api/environments", { Name: "Later" });
  await portal.server.sequencer.runBatch();
  await openLedger();
  await page.getByText("It extends the").waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);
  expect(await keptSize()).toBe(before + 1);
});

test("a ledger that was rewritten contradicts the kept checkpoint, which is never replaced", async () => {
  const seen = await keptSize();
  await page.unrouteAll();
  const { files, Checkpoint } = await forgedLedger(seen + 5);
  await page.route("**/api/ledger/tile/**", async (route) => {
    const bytes = files.get(new URL(route.request().url()).pathname.slice("/api/ledger/".length));
    await route.fulfill(bytes ? { body: Buffer.from(bytes) } : { status: 404, json: {} });
  });
  await changeLedger(() => ({ Checkpoint }));
  await openLedger();
  const alert = page.getByRole("alert");
  await alert.getByText("The ledger contradicts what this browser saw before").waitFor();
  expect(await alert.innerText()).toContain("the earlier ones are not the same");
  expect(await alert.innerText()).toContain(`Now: ${seen + 5} entries`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    alert.getByRole("button", { name: "Save the earlier checkpoint" }).click(),
  ]);
  expect(parseNote(await readFile(await download.path())).text.split("\n")[1]).toBe(String(seen));

  // A later visit finds the same, and so does one to a server that went back.
  await openLedger();
  await alert.getByText("The ledger contradicts").waitFor();
  await page.unrouteAll();
  const smaller = await forgedLedger(seen - 1);
  await changeLedger(() => ({ Checkpoint: smaller.Checkpoint }));
  await openLedger();
  await alert.getByText("The ledger has fewer entries than before.").waitFor();
  expect(await keptSize()).toBe(seen);

  await page.unrouteAll();
  await openLedger();
  await page.getByText(`It extends the ${seen} entries`).waitFor();
  expect(await alert.count()).toBe(0);
  const larger = await forgedLedger(seen + 1_000);
  await page.evaluate(
    (text) => localStorage.setItem("indelible.checkpoints", text),
    JSON.stringify({
      "indelible/test": {
        note: larger.Checkpoint.Note,
        verifierKey: formatVerifierKey(serverKey),
      },
    }),
  );
  const event = await openEvent();
  await verify(event);
  await event.getByText("The ledger contradicts what this browser saw before").waitFor();
});

/** Entries of the checkpoint that the browser keeps. */
async function keptSize(): Promise<number> {
  const text = await page.evaluate(() => localStorage.getItem("indelible.checkpoints") ?? "{}");
  return Number(JSON.parse(text)["indelible/test"].note.split("\n")[1]);
}

/** Another ledger, signed with the key of the server. */
async function forgedLedger(size: number) {
  const entries = Array.from({ length: size }, (_, i) => new Uint8Array(32).fill(i));
  const { tree, files } = growLog(EMPTY_LOG_EDGE, entries);
  const text = formatCheckpoint({ origin: "indelible/test", ...tree, extensions: [] });
  const Note = await signNote(text, [createSigner(serverKey)]);
  const SignedOn = "2026-11-22T10:00:00.000Z";
  const Checkpoint = { Size: size, RootHash: formatHash(tree.root), SignedOn, Note };
  return { Checkpoint, files: new Map(files.map(({ path, bytes }) => [path, bytes])) };
}
