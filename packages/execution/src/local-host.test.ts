import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { isAlive, random, runScript, startScript } from "../../../test/support/scripts.ts";
import { localHost } from "./local-host.ts";

const environment = process.env;
const folder = mkdtempSync(join(tmpdir(), "indelible-runs-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("closing a host stops what it runs", async () => {
  const host = localHost({ folder, environment, random });
  const script = startScript(host, "echo self $$; sleep 1000");
  const pid = Number(await script.printed("self"));
  await host.close();
  expect(await script.result).toMatchObject({ cancelled: true });
  expect(isAlive(pid)).toBe(false);
});

test("a server without bash is reported", async () => {
  const host = localHost({ folder, environment: { PATH: "/nonexistent" }, random });
  await expect(runScript(host, "")).rejects.toMatchObject({ code: "no-interpreter" });
});

test("scripts get no settings of the server", async () => {
  const settings = { ...environment, MASTER_KEY: "canary", DATABASE_URL: "canary" };
  const { stdout } = await runScript(localHost({ folder, environment: settings, random }), "env");
  expect(stdout).toContain("PATH=");
  expect(stdout).not.toContain("canary");
});
