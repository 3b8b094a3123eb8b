import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { argv } from "node:process";
import { createInterface } from "node:readline";
import * as ledger from "@indelible/ledger";

// Get the key from another source than the directory: the server's operator, a witness, a
// colleague. The key in the directory only proves that the directory is consistent.
const folder = argv[2] ?? ".";
const key = argv[3] ?? (await readFile(join(folder, "verifier-key"), "utf8")).trim();

const { checkpoint } = await ledger.openCheckpoint(await readFile(join(folder, "checkpoint")), {
  origin: ledger.parseVerifierKey(key).name,
  verifiers: [ledger.createVerifier(key)],
});

const events = createInterface({ input: createReadStream(join(folder, "events.jsonl")) });
const lines = events[Symbol.asyncIterator]();
const bad = [];

await ledger.verifyLog({ readFile: (path) => readFile(join(folder, path)) }, checkpoint, {
  onEntry: async (index, digest) => {
    const { value: line = "" } = await lines.next();
    const actual = createHash("sha256").update(line).digest();
    if (!actual.equals(digest)) bad.push(index);
  },
});
if ((await lines.next()).done !== true) bad.push(checkpoint.size);

if (bad.length === 0) {
  process.stdout.write(
    `${checkpoint.size} events of ${checkpoint.origin} are as they were signed\n`,
  );
} else {
  process.stdout.write(`Not as signed: line ${bad.map((index) => index + 1).join(", ")}\n`);
  process.exitCode = 1;
}
