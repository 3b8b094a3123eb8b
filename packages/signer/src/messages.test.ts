import { expect, test } from "vitest";
import { formatRequest, formatResponse, parseRequest, parseResponse } from "./messages.ts";

const bytes = (size: number) => new Uint8Array(size).fill(7);

test("requests and answers are read as they were written", () => {
  expect(parseRequest(formatRequest({ kind: "key" }))).toEqual({ kind: "key" });
  const text = Buffer.from("a\nb\n");
  expect(parseRequest(formatRequest({ kind: "sign", text }))).toEqual({ kind: "sign", text });
  for (const [kind, size] of [
    ["key", 32],
    ["signature", 64],
  ] as const) {
    const read = parseResponse(formatResponse({ kind, bytes: bytes(size) }));
    expect(read).toEqual({ kind, bytes: Buffer.from(bytes(size)) });
  }
  const error = { kind: "error", code: "smaller", message: "one\ntwo" } as const;
  expect(parseResponse(formatResponse(error))).toEqual({ ...error, message: "one two" });
});

test.each(["", "key AAAA\n", "signature \n", "error any text\n", "error smaller\n", "other x\n"])(
  "an answer that is none is refused: %j",
  (text) => {
    expect(() => parseResponse(Buffer.from(text))).toThrow("not one of a signer");
  },
);
