import { expect, test } from "vitest";
import { invalid, notFound, Refusal } from "./refusal.ts";

test("a refusal has a code, a message and, by default, nothing else", () => {
  const refusal = new Refusal("conflict", "It is in use.");
  expect(refusal).toMatchObject({ code: "conflict", message: "It is in use.", errors: [] });
  expect(refusal.details).toBeUndefined();
});

test("an invalid request has one message for each problem", () => {
  const refusal = invalid("Name is required.", "Slug is required.");
  expect(refusal.code).toBe("invalid");
  expect(refusal.errors).toEqual(["Name is required.", "Slug is required."]);
});

test("a missing resource is named", () => {
  expect(notFound("Teams-9")).toMatchObject({
    code: "not-found",
    message: "The resource 'Teams-9' was not found.",
  });
});
