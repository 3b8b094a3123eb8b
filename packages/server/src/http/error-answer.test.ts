import { invalid, notFound, Refusal, type RefusalCode } from "@indelible/kernel";
import { TrailError, type TrailErrorCode } from "@indelible/trail";
import { expect, test } from "vitest";
import { errorAnswer } from "./error-answer.ts";
import { STATUS } from "./status.ts";

test("a refusal is answered with its sentence and details", () => {
  const refusal = new Refusal("conflict", "Changed meanwhile.", { details: { Changes: [] } });
  expect(errorAnswer(refusal)).toEqual({
    status: 409,
    body: { ErrorMessage: "Changed meanwhile.", Errors: [], Details: { Changes: [] } },
  });
});

test("an invalid request lists what is wrong under one message", () => {
  expect(errorAnswer(invalid("One.", "Two."))).toEqual({
    status: 400,
    body: { ErrorMessage: "There was a problem with your request.", Errors: ["One.", "Two."] },
  });
  const { status, body } = errorAnswer(notFound("Projects-9"));
  expect(status).toBe(404);
  expect(body.ErrorMessage).toBe("The resource 'Projects-9' was not found.");
});

test.each(Object.entries(STATUS))("the code %s is answered with %i", (code, status) => {
  for (const error of [
    new Refusal(code as RefusalCode, "What went wrong."),
    new TrailError(code as TrailErrorCode, "What went wrong."),
  ]) {
    const answer = errorAnswer(error);
    expect(answer.status).toBe(status);
    const { ErrorMessage, Errors } = answer.body;
    expect([ErrorMessage, ...Errors]).toContain("What went wrong.");
  }
});

test.each([
  ["FST_ERR_CTP_BODY_TOO_LARGE", 413],
  ["FST_ERR_CTP_INVALID_MEDIA_TYPE", 415],
  ["FST_ERR_CTP_INVALID_CONTENT_LENGTH", 400],
  ["FST_ERR_BAD_URL", 400],
  ["FST_ERR_MAX_PARAM_LENGTH", 414],
])("the framework's %s is answered with %i and a sentence", (code, expected) => {
  const { status, body } = errorAnswer(Object.assign(new TypeError("internal"), { code }));
  expect(status).toBe(expected);
  expect(JSON.stringify(body)).not.toContain("internal");
});

test("what else the framework refuses is answered with 400, and its own failures with 500", () => {
  const thrown = (statusCode: number) =>
    Object.assign(new TypeError("internal"), { code: "FST_ERR_ANY", statusCode });
  expect(errorAnswer(thrown(415)).status).toBe(400);
  expect(errorAnswer(thrown(500)).status).toBe(500);
  expect(JSON.stringify(errorAnswer(thrown(415)).body)).not.toContain("internal");
});

test.each([400, 403])("the file server's %i is answered with 404", (statusCode) => {
  const { status, body } = errorAnswer(Object.assign(new TypeError("internal"), { statusCode }));
  expect(status).toBe(404);
  expect(JSON.stringify(body)).not.toContain("internal");
});

test.each([[new TypeError("secret at line 3")], ["text"], [null], [undefined], [{ code: "x" }]])(
  "%o is answered with 500, without details",
  (thrown) => {
    const { status, body } = errorAnswer(thrown);
    expect(status).toBe(500);
    expect(body.ErrorMessage).toMatch(/^An unexpected error occurred on the server/);
    expect(JSON.stringify(body)).not.toContain("line 3");
  },
);
