import { expect, test } from "vitest";
import { sentenceAnswer, textAnswer } from "./witness-answer.ts";

test("a text is sent unchanged, a message with a line end", () => {
  const contentType = "text/plain; charset=utf-8";
  expect(textAnswer(200, "note")).toEqual({ status: 200, contentType, body: "note" });
  expect(sentenceAnswer(404, "No.")).toEqual({ status: 404, contentType, body: "No.\n" });
});
