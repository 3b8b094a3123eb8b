import { STATUS_OF_CODE, TrailError, type TrailErrorCode } from "@indelible/trail";
import { expect, test } from "vitest";
import { problemOf } from "./error-answer.ts";
import { badRequest, HttpProblem, notFound } from "./http-problem.ts";

test("a problem is answered as it is", () => {
  const problem = new HttpProblem(409, "Changed meanwhile.", { details: { Changes: [] } });
  expect(problemOf(problem)).toBe(problem);
  expect(problem.body).toEqual({
    ErrorMessage: "Changed meanwhile.",
    Errors: [],
    Details: { Changes: [] },
  });
});

test("a bad request lists what is wrong under one message", () => {
  expect(badRequest("One.", "Two.").body).toEqual({
    ErrorMessage: "There was a problem with your request.",
    Errors: ["One.", "Two."],
  });
  expect(notFound("Projects-9").body.ErrorMessage).toBe("The resource 'Projects-9' was not found.");
});

test.each(Object.entries(STATUS_OF_CODE))("the trail's %s is answered with %i", (code, status) => {
  const error = new TrailError(code as TrailErrorCode, "What went wrong.");
  const problem = problemOf(error);
  expect(problem.status).toBe(status);
  const { ErrorMessage, Errors } = problem.body;
  expect([ErrorMessage, ...Errors]).toContain("What went wrong.");
});

test.each([
  ["FST_ERR_CTP_BODY_TOO_LARGE", 413],
  ["FST_ERR_CTP_INVALID_MEDIA_TYPE", 415],
  ["FST_ERR_CTP_INVALID_CONTENT_LENGTH", 400],
  ["FST_ERR_BAD_URL", 400],
  ["FST_ERR_MAX_PARAM_LENGTH", 414],
])("the framework's %s is answered with %i and a sentence", (code, status) => {
  const { body, ...problem } = problemOf(Object.assign(new TypeError("internal"), { code }));
  expect(problem.status).toBe(status);
  expect(JSON.stringify(body)).not.toContain("internal");
});

test.each([400, 403])("the file server's %i is answered with 404", (statusCode) => {
  const problem = problemOf(Object.assign(new TypeError("internal"), { statusCode }));
  expect(problem.status).toBe(404);
  expect(JSON.stringify(problem.body)).not.toContain("internal");
});

test.each([[new TypeError("secret at line 3")], ["text"], [null], [undefined], [{ code: "x" }]])(
  "%o is answered with 500, and tells nothing",
  (thrown) => {
    const problem = problemOf(thrown);
    expect(problem.status).toBe(500);
    expect(problem.cause).toBe(thrown);
    expect(problem.body.ErrorMessage).toMatch(/^An unexpected error occurred on the server/);
    expect(JSON.stringify(problem.body)).not.toContain("line 3");
  },
);
