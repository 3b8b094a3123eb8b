import pg from "pg";
import { expect, test } from "vitest";
import { TrailError } from "../errors.ts";
import { isUnavailable, withUnavailable } from "./unavailable.ts";

function refused(code: string): Error {
  return Object.assign(new pg.DatabaseError("in the words of PostgreSQL", 0, "error"), { code });
}

function systemError(code: string): Error {
  return Object.assign(new Error(`connect ${code}`), { code, syscall: "connect" });
}

function messageOf(error: Error): string | undefined {
  const reason = withUnavailable(error);
  return isUnavailable(reason) ? reason.message : undefined;
}

test.each([
  ["08006", /was lost/],
  ["25006", /read-only/],
  ["28P01", /refuses the login/],
  ["3D000", /does not exist/],
  ["53100", /disk .* full/],
  ["53300", /no connections/],
  ["57P01", /stopping or starting/],
  ["57P03", /stopping or starting/],
  ["58030", /read or write its files/],
])("the SQLSTATE %s means that the database is unavailable", (code, sentence) => {
  expect(messageOf(refused(code))).toMatch(sentence);
});

test.each([
  [systemError("ECONNREFUSED"), /cannot be reached \(ECONNREFUSED\)/],
  [Object.assign(new AggregateError([]), { code: "ECONNREFUSED" }), /\(ECONNREFUSED\)/],
  [new Error("Query read timeout"), /did not answer in time/],
  [new Error("timeout expired"), /did not answer in time/],
  [new Error("Connection terminated due to connection timeout"), /did not answer in time/],
  [new Error("timeout exceeded when trying to connect"), /All connections .* in use/],
  [new Error("Connection terminated unexpectedly"), /was lost/],
  [new Error("Client was closed and is not queryable"), /was lost/],
  [new Error("Cannot use a pool after calling end on the pool"), /server is stopping/],
])("%s means that the database is unavailable", (error, sentence) => {
  expect(messageOf(error)).toMatch(sentence);
});

test.each([
  refused("23505"),
  refused("42501"),
  refused("TR409"),
  new TypeError("x is not a function"),
  new TrailError("limit", "The timeout is too long."),
])("%s is passed on unchanged", (error) => {
  expect(withUnavailable(error)).toBe(error);
});
