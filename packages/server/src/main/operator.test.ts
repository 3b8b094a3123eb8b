import { expect, test } from "vitest";
import { nameOf, operatorAct, startAct } from "./operator.ts";

test("an act of an operator is one of the system that names them", () => {
  const operator = { username: "olga", host: "build-7" };
  expect(nameOf(operator)).toBe("olga on build-7");
  expect(operatorAct(operator, "c-1")).toMatchObject({
    actor: { userId: "users-system", identityEstablishedWith: "Command line, as olga on build-7" },
    correlationId: "c-1",
  });
});

test("the act of a server names the user who started it", () => {
  expect(startAct({ username: "olga", host: "build-7" }, "c-1")).toMatchObject({
    actor: { identityEstablishedWith: "Server, started as olga on build-7" },
    correlationId: "c-1",
  });
});
