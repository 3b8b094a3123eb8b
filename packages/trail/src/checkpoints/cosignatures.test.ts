import {
  cosignNote,
  createCosigner,
  createSigner,
  createVerifier,
  formatCheckpoint,
  formatSignatureLine,
  newSignerKey,
  signNote,
} from "@indelible/ledger";
import { expect, test } from "vitest";
import { Cosignatures } from "./cosignatures.ts";

const seed = (fill: number) => new Uint8Array(32).fill(fill);
const logKey = await newSignerKey("example.org/log", "note", seed(1));
const first = await newSignerKey("witness/one", "cosignature", seed(2));
const second = await newSignerKey("witness/two", "cosignature", seed(3));
const head = { size: 3, root: seed(9) };
const text = formatCheckpoint({ origin: "example.org/log", ...head, extensions: [] });
const note = await signNote(text, [createSigner(logKey)]);
const cosignatures = new Cosignatures([createVerifier(first), createVerifier(second)]);

/** The line of a witness at a time, over this checkpoint unless another text is given. */
async function lineOf(key: typeof first, time: number, over = text): Promise<string> {
  const cosigner = createCosigner(key, time);
  const { signatures } = await cosignNote({ text: over, signatures: [] }, [cosigner]);
  return signatures.map(formatSignatureLine).join("");
}

function cosign(...lines: string[]): Promise<string> {
  return cosignatures.cosign(
    { ...head, note },
    lines.map((line) => ({ ...head, line })),
  );
}

test("the newest line of each witness follows the log's, in the order of the policy", async () => {
  const [old, now] = [await lineOf(first, 100), await lineOf(first, 200)];
  const other = await lineOf(second, 150);
  expect(await cosign(other, now, old)).toBe(note + now + other);
  expect(await cosign(other)).toBe(note + other);
});

test("what does not verify counts for nothing, and hides nothing", async () => {
  const good = await lineOf(first, 100);
  const elsewhere = text.replace("\n3\n", "\n4\n");
  const forged = [
    "not a line",
    "",
    good.replace("one", "two"),
    await lineOf(first, 200, elsewhere),
    await lineOf(await newSignerKey("witness/one", "cosignature", seed(4)), 200),
    `${elsewhere}\n${await lineOf(first, 200, `${text}\n${elsewhere}`)}`,
  ];
  expect(await cosign(...forged)).toBe(note);
  expect(await cosign(...forged, good)).toBe(note + good);
});

test("a line of another checkpoint is not added to this one", async () => {
  const rows = [{ size: 3, root: seed(8), line: await lineOf(first, 100) }];
  expect(await cosignatures.cosign({ ...head, note }, rows)).toBe(note);
});
