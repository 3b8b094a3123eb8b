import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { argv } from "node:process";
import { createInterface } from "node:readline";
import * as ledger from "@indelible/ledger";

// Get the key from another source than the directory: the server's operator, a witness, a
// colleague. The key in the directory only proves that the directory is consistent.
const folder = argv[2] ?? ".";
const [own = ""] = (await readFile(join(folder, "verifier-key"), "utf8")).split("\n");
const key = ledger.parseVerifierKey(argv[3] ?? own);

// Any key that the log has had will do: signed statements lead from it to the others.
const statements = [];
for (let n = 1; existsSync(join(folder, "key-statement", `${n}`)); n++) {
  statements.push(await readFile(join(folder, "key-statement", `${n}`), "utf8"));
}
const { checkpoint } = await ledger.openCheckpoint(
  await readFile(join(folder, "checkpoint")),
  await ledger.logOfKeys([key], statements),
);

const events = createInterface({ input: createReadStream(join(folder, "events.jsonl")) });
const lines = events[Symbol.asyncIterator]();
const bad = [];
const wrong = [];
const commitments = new Map();

/** The formats that this program knows: docs/formats/event.md. */
const formats = ["indelible-event/1", "indelible-event/2", "indelible-event/3"];

await ledger.verifyLog({ readFile: (path) => readFile(join(folder, path)) }, checkpoint, {
  onEntry: async (index, digest) => {
    const { value: line = "" } = await lines.next();
    const actual = createHash("sha256").update(line).digest();
    if (!actual.equals(digest)) {
      bad.push(index);
      return;
    }
    const { Id, Format, Personal } = JSON.parse(line);
    if (!formats.includes(Format)) throw new Error(`${Id} has the unknown format ${Format}`);
    if (Personal) commitments.set(Id, Personal);
  },
});
if ((await lines.next()).done !== true) bad.push(checkpoint.size);

// Personal values are checked by the commitments in the events; those that were erased are absent.
const personal = join(folder, "personal.jsonl");
if (existsSync(personal)) {
  for await (const line of createInterface({ input: createReadStream(personal) })) {
    const { EventId, Member, Salt, Value } = JSON.parse(line);
    const actual = createHash("sha256")
      .update(JSON.stringify([Salt, Value]))
      .digest("hex");
    if (commitments.get(EventId)?.[Member] !== actual) wrong.push(`${Member} of ${EventId}`);
  }
}

if (bad.length === 0 && wrong.length === 0) {
  process.stdout.write(
    `${checkpoint.size} events of ${checkpoint.origin} are as they were signed\n`,
  );
} else {
  const places = [...bad.map((index) => `line ${index + 1}`), ...wrong];
  process.stdout.write(`Not as signed: ${places.join(", ")}\n`);
  process.exitCode = 1;
}
