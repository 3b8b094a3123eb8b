import { randomBytes } from "node:crypto";
import { tableChecks } from "@indelible/checks";
import { DOCUMENT_DEFINITIONS } from "@indelible/domain";
import { createVerifier, newSignerKey } from "@indelible/ledger";
import { type Database, masterKeySealer, verifyTrail } from "@indelible/trail";
import { expect, onTestFinished, test } from "vitest";
import { captureLog } from "../support/captured-log.ts";
import { startTestServer, TEST_MASTER_KEY } from "../support/server.ts";
import { openStore, STORES } from "../support/stores.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { redTeam } from "./red-team/red-team.ts";

/** `npm run torture` sends 50,000 requests in total; the short version tries every route. */
const isLong = process.env.TORTURE_SECONDS !== undefined;
const requests = Number(process.env.TORTURE_REQUESTS ?? (isLong ? 25_000 : 300));
const seed = Number(process.env.TORTURE_SEED ?? 20260101);

test.each(STORES)(
  `${requests} hostile requests on %s (seed ${seed})`,
  {
    timeout: 300_000 + requests * 1_000,
  },
  async (kind) => {
    const database = await openStore(kind);
    onTestFinished(() => database.close());
    const log = captureLog("error");
    const portalFolder = temporaryDirectory({ "index.html": "<title>Indelible</title>" });
    const server = await startTestServer(database, { log, portalFolder });
    onTestFinished(() => server.close());
    const report = await redTeam({ database, server, seed, requests });
    if (isLong) process.stdout.write(`${kind}: ${JSON.stringify(report)}\n`);
    expect(report.problems.join("\n")).toBe("");
    expect(log.errors()).toEqual([]);
    expect(await findings(database)).toEqual([]);
    expect(report.accepted).toBeGreaterThan(server.routes.length / 3);
    const [early, late] = report.memory;
    if (isLong) expect(late).toBeLessThan(early * MEMORY_FACTOR);
  },
);

/** How much more memory the process may use after all requests than after a fifth of them. */
const MEMORY_FACTOR = 1.5;

async function findings(database: Database) {
  const key = await newSignerKey("indelible/test", "note", new Uint8Array(32).fill(9));
  const sealer = masterKeySealer(TEST_MASTER_KEY, randomBytes);
  const verification = await verifyTrail(database, {
    log: { origin: key.name, verifiers: [createVerifier(key)] },
    nonceOf: sealer.nonce,
    secrets: sealer,
    types: DOCUMENT_DEFINITIONS,
    checks: tableChecks({ macs: sealer, now: new Date() }),
  });
  return verification.findings;
}
