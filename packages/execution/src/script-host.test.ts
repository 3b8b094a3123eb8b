import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  eventually,
  isAlive,
  random,
  runScript,
  startScript,
} from "../../../test/support/scripts.ts";
import { type Sshd, startSshd } from "../../../test/support/sshd.ts";
import { localHost } from "./local-host.ts";
import type { ScriptFile, ScriptHost } from "./script-host.ts";
import { openSshHost } from "./ssh-host.ts";

const environment = process.env;
const folder = mkdtempSync(join(tmpdir(), "indelible-runs-"));
let sshd: Sshd;
let hosts: Record<string, ScriptHost>;

beforeAll(async () => {
  sshd = await startSshd();
  const credential = { privateKey: sshd.privateKey };
  hosts = {
    server: localHost({ folder, environment, random }),
    "SSH target": await openSshHost({ ...sshd, credential }, { random }),
  };
});

afterAll(async () => {
  for (const host of Object.values(hosts ?? {})) await host.close();
  await sshd?.stop();
  rmSync(folder, { recursive: true });
});

const runsOf = { server: () => folder, "SSH target": () => join(sshd.home, ".indelible/runs") };

const fileOf = (name: string, content: Uint8Array): ScriptFile => ({
  name,
  size: content.length,
  open: async function* () {
    for (let at = 0; at < content.length; at += 50_000) yield content.subarray(at, at + 50_000);
  },
});

describe.each(["server", "SSH target"] as const)("%s", (name) => {
  const host: Pick<ScriptHost, "run" | "probe"> = {
    run: (run) => (hosts[name] as ScriptHost).run(run),
    probe: (signal) => (hosts[name] as ScriptHost).probe(signal),
  };
  const run = (...args: Parameters<typeof runScript> extends [unknown, ...infer R] ? R : never) =>
    runScript(host, ...args);

  describe("a script", () => {
    test.each([
      ["echo ran", 0],
      ["exit 7", 7],
      ["kill -TERM $$", 143],
    ])("%j ends with %i", async (body, exitCode) => {
      expect(await run(body)).toMatchObject({ exitCode, cancelled: false });
    });

    test("prints in order, and whole characters although their bytes arrive separately", async () => {
      const { stdout, stderr } = await run(
        "echo 1; echo a >&2; printf '\\xe2\\x82'; echo b >&2; sleep 0.05; printf '\\xac\\n'; echo 3",
      );
      expect(stdout).toBe("1\n€\n3\n");
      expect(stderr).toBe("a\nb\n");
    });

    test("has its own working folder, which is removed", async () => {
      const { stdout } = await run(
        "pwd; stat -c %a .; umask; mkdir -p a/b; touch a/b/c; chmod 0 a/b a",
      );
      const [path = "", mode, mask] = stdout.split("\n");
      expect(path.startsWith(runsOf[name]())).toBe(true);
      expect([mode, mask]).toEqual(["700", "0022"]);
      expect(existsSync(path)).toBe(false);
    });

    test("keeps the working folder if required", async () => {
      const { stdout } = await run("echo kept >note; pwd", { keepsFolder: true });
      expect(readFileSync(join(stdout.trim(), "note"), "utf8")).toBe("kept\n");
      rmSync(stdout.trim(), { recursive: true });
    });

    test("runs while another runs", async () => {
      const first = startScript(host, "echo at $PWD; until [ -e go ]; do sleep 0.02; done; echo 1");
      const path = await first.printed("at");
      expect((await run("echo 2")).stdout).toBe("2\n");
      writeFileSync(join(path, "go"), "");
      expect((await first.result).stdout).toMatch(/\n1\n$/);
    });

    test("can leave a process running that keeps its output open", async () => {
      const { stdout, exitCode } = await run("sleep 100 & echo $!; exit 4");
      const pid = Number(stdout);
      expect(exitCode).toBe(4);
      expect(isAlive(pid)).toBe(true);
      process.kill(pid, "SIGKILL");
    });

    test("needs its interpreter", async () => {
      const { syntaxes } = await host.probe(new AbortController().signal);
      expect(syntaxes).toContain("Bash");
      if (syntaxes.includes("PowerShell")) return;
      const error = { code: "no-interpreter", message: expect.stringContaining("has no pwsh") };
      await expect(run("1", { syntax: "PowerShell" })).rejects.toMatchObject(error);
    });
  });

  describe("variables", () => {
    test("of a megabyte arrive, and a missing one is empty", async () => {
      const large = "aé\n€".repeat(150_000);
      const { stdout } = await run(
        "get_octopusvariable Large | sha256sum; get_octopusvariable None",
        {
          variables: new Map([["Large", large]]),
        },
      );
      expect(stdout.slice(0, 64)).toBe(createHash("sha256").update(large).digest("hex"));
      expect(stdout).toHaveLength("  -\n".length + 64);
    });

    test("are in no argument, no environment and no file while the script runs", async () => {
      const canary = `canary-${Buffer.from(random(12)).toString("hex")}`;
      const body = `# ${canary}
        value=$(get_octopusvariable Secret); set_octopusvariable Copy "$value" -sensitive
        echo at $PWD; until [ -e go ]; do sleep 0.02; done; echo "\${#value}"`;
      const script = startScript(host, body, { variables: new Map([["Secret", canary]]) });
      const path = await script.printed("at");
      expect(placesOf(canary, path)).toEqual([]);
      writeFileSync(join(path, "go"), "");
      expect((await script.result).stdout).toMatch(new RegExp(`\n${canary.length}\n$`));
    });
  });

  describe("files", () => {
    test("of 20 MB arrive whole, readable by the owner only", async () => {
      const content = Buffer.alloc(20_000_000, "0123456789abcdef\n");
      const files = [fileOf("a b.bin", content), fileOf("-empty", Buffer.of())];
      const { stdout } = await run("sha256sum <'a b.bin'; stat -c '%a %s' -- *", { files });
      const digest = createHash("sha256").update(content).digest("hex");
      expect(stdout).toBe(`${digest}  -\n600 0\n600 20000000\n`);
    });

    test.each([
      ["shorter", 9],
      ["longer", 7],
    ])("%s than their size stop the run before it starts", async (_, size) => {
      const files = [{ ...fileOf("a.bin", Buffer.alloc(8)), size }];
      await expect(run("echo ran", { files })).rejects.toMatchObject({ code: "transfer" });
      expect(readdirSync(runsOf[name]())).toEqual([]);
    });

    test("that cannot be read stop the run before it starts", async () => {
      const cause = new Error("gone");
      const open = () => ({
        [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(cause) }),
      });
      const files = [{ name: "a.bin", size: 1, open }];
      await expect(run("echo ran", { files })).rejects.toMatchObject({ code: "transfer", cause });
    });
  });

  describe("a cancelled script", () => {
    const family = `
      trap '' TERM
      sleep 1000 &
      echo child $!
      echo orphan $( (sleep 1001 >/dev/null & echo $!) )
      echo self $$
      wait`;

    test("ends with its process group, although it ignores SIGTERM", async () => {
      const cancel = new AbortController();
      const script = startScript(host, family, { signal: cancel.signal });
      await script.printed("self");
      const pids = await Promise.all(
        ["self", "child", "orphan"].map((word) => script.printed(word)),
      );
      expect(pids.map(Number).map(isAlive)).toEqual([true, true, true]);
      const start = performance.now();
      cancel.abort();
      expect(await script.result).toMatchObject({ exitCode: null, cancelled: true });
      expect(performance.now() - start).toBeLessThan(5000);
      expect(pids.map(Number).map(isAlive)).toEqual([false, false, false]);
      await eventually(() => readdirSync(runsOf[name]()).length === 0);
    });

    test("can clean up on SIGTERM", async () => {
      const cancel = new AbortController();
      const body = "trap 'echo cleaned; exit 0' TERM; echo self $$; sleep 1000 & wait";
      const script = startScript(host, body, { signal: cancel.signal });
      await script.printed("self");
      cancel.abort();
      const { cancelled, stdout } = await script.result;
      expect(cancelled).toBe(true);
      expect(stdout).toMatch(/cleaned\n$/);
    });

    test("does not start if cancelled before, or while its files are sent", async () => {
      const signal = AbortSignal.abort();
      expect(await run("echo ran", { signal })).toMatchObject({ cancelled: true, stdout: "" });
      const cancel = new AbortController();
      const open = async function* () {
        yield Buffer.alloc(10);
        cancel.abort();
        yield Buffer.alloc(10);
      };
      const files = [{ name: "a.bin", size: 100, open }];
      const late = await run("echo ran", { files, signal: cancel.signal });
      expect(late).toMatchObject({ cancelled: true, exitCode: null, stdout: "" });
    });
  });

  describe("output", () => {
    test("waits for its reader", async () => {
      const script = `at=$PWD; echo "at $at"
        for i in {1..16}; do head -c 1000000 /dev/zero | tr '\\0' x; echo $i >"$at/printed"; done`;
      let received = 0;
      let path = "";
      const leads: number[] = [];
      await run(script, {
        onOutput: async ({ text }) => {
          path ||= text.slice(3, text.indexOf("\n"));
          received += text.length;
          await new Promise(setImmediate);
          const printed = await readFile(join(path, "printed"), "utf8").catch(unlessMissing);
          leads.push(Number(printed) - received / 1e6);
        },
      });
      expect(received).toBeGreaterThan(16_000_000);
      expect(Math.max(...leads)).toBeLessThan(10);
    });

    test("that cannot be stored stops the script", async () => {
      const full = new Error("disk full");
      const onOutput = () => Promise.reject(full);
      await expect(run("echo 1; sleep 1000", { onOutput })).rejects.toBe(full);
    });
  });

  test("reports its facts", async () => {
    expect(await host.probe(new AbortController().signal)).toEqual({
      operatingSystem: expect.stringMatching(/./),
      architecture: expect.stringMatching(/^\w+$/),
      bashVersion: expect.stringMatching(/^\d+\.\d+/),
      home: expect.stringMatching(/^\//),
      freeBytes: expect.any(Number),
      syntaxes: expect.arrayContaining(["Bash"]),
    });
  });
});

/** The content of a file that does not exist yet, or no longer. */
function unlessMissing(error: NodeJS.ErrnoException): string {
  if (error.code === "ENOENT") return "";
  throw error;
}

/**
 * The places with a text: arguments and environments of processes, and files of the working folder.
 */
function placesOf(text: string, workingFolder: string): string[] {
  const processes = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const facts = processes.flatMap((pid) => [`/proc/${pid}/cmdline`, `/proc/${pid}/environ`]);
  const files = readdirSync(workingFolder, { recursive: true, encoding: "utf8" });
  return [...facts, ...files.map((file) => join(workingFolder, file))].filter((path) => {
    try {
      return readFileSync(path, "latin1").includes(text);
    } catch {
      // The process has ended in the meantime, or belongs to another user.
      return false;
    }
  });
}
