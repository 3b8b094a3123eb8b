import { describe, expect, it } from "vitest";
import {
  ApiError,
  errorFromAnswer,
  errorText,
  isSignedOut,
  isTransient,
  isWithheld,
} from "./api-error.ts";

describe("an error from an answer", () => {
  it("says what the server said", () => {
    const error = errorFromAnswer(400, { ErrorMessage: "Bad name.", Errors: ["Too long."] });
    expect(error).toMatchObject({ status: 400, message: "Bad name.", errors: ["Too long."] });
    expect(error.code).toBe("API_REQUEST_FAILED");
  });

  it.each([null, "text", 3, {}, { ErrorMessage: 5, Errors: [] }])("copes with %o", (body) => {
    expect(errorFromAnswer(502, body).message).toBe("The server answered with status 502.");
  });

  it("copes with a list of errors that is none", () => {
    expect(errorFromAnswer(400, { ErrorMessage: "Bad.", Errors: "x" }).errors).toEqual([]);
  });
});

describe("kinds of failure", () => {
  const error = (status: number) => new ApiError(status, "");

  it("signed out is 401 only", () => {
    expect(isSignedOut(error(401))).toBe(true);
    expect(isSignedOut(error(403))).toBe(false);
    expect(isSignedOut(new TypeError())).toBe(false);
  });

  it("withheld is 403 or 404: the server does not say which", () => {
    expect([403, 404, 401, 500].map((status) => isWithheld(error(status)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it("transient is no answer or the server's own fault", () => {
    expect([0, 500, 503, 400, 403].map((status) => isTransient(error(status)))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

it("an error as text says what is wrong with the request", () => {
  const general = "There was a problem with your request.";
  expect(errorText(new ApiError(400, general, ["There is no space 'X'.", "No."]))).toBe(
    "There is no space 'X'. No.",
  );
  expect(errorText(new ApiError(500, "The server failed."))).toBe("The server failed.");
  expect(errorText(new TypeError("Odd."))).toBe("Odd.");
  expect(errorText("odd")).toBe("odd");
});
