import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ScriptHost } from "@indelible/execution";
import { localHost } from "@indelible/execution";

/** A host of this machine with a separate folder, which is also the home folder of its scripts. */
export interface TestScriptHost {
  readonly host: ScriptHost;
  readonly folder: string;
  /** Stops all scripts, and removes the folder. */
  close(): Promise<void>;
}

/** Starts a host that runs scripts on this machine. */
export function openScriptHost(): TestScriptHost {
  const folder = mkdtempSync(join(tmpdir(), "indelible-test-"));
  const environment = { ...process.env, HOME: folder };
  const host = localHost({ folder: join(folder, "work"), environment, random: randomBytes });
  return {
    host,
    folder,
    close: async () => {
      await host.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
