import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { openPglite } from "./pglite.ts";

const LARGE = { name: "large", text: "select repeat('x', $1::int) as text" };
const ANSWER_BYTES = 20_000;
const ANSWERS = 2_000;

/** Bytes in use after unused objects were collected. */
function bytesInUse(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed;
}

test("answers are not kept in memory", async () => {
  const database = await openPglite();
  const ask = () => database.query(LARGE, [ANSWER_BYTES]);
  for (let count = 0; count < 100; count++) await ask();
  const before = bytesInUse();
  for (let count = 0; count < ANSWERS; count++) await ask();
  expect(bytesInUse() - before).toBeLessThan((ANSWERS * ANSWER_BYTES) / 4);
  await database.close();
});
