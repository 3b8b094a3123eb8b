import { expect, test } from "vitest";
import { credentialProblem } from "./address-credentials.ts";

test.each([
  "https://packages.example/v3/index.json",
  "https://packages.example:8443/@scope/name?by=a@b",
  "packages.example/feed",
  "",
])("%j has no credentials", (address) => {
  expect(credentialProblem("no-user", address)).toBeUndefined();
  expect(credentialProblem("no-password", address)).toBeUndefined();
});

test.each([
  "https://reader:hush@packages.example/v3",
  " HTTPS://reader:hush@packages.example",
  "https:\\\\reader:hush@packages.example",
  "//reader:hush@packages.example",
  "reader:hush@packages.example",
  "https://:hush@packages.example",
])("%j has a password", (address) => {
  for (const rule of ["no-user", "no-password"] as const) {
    expect(credentialProblem(rule, address)).toContain("password");
    expect(credentialProblem(rule, address)).not.toContain("hush");
  }
});

test.each([
  "https://token@packages.example",
  "ssh://git@code.example:22/shop.git",
  "git@code.example:shop.git",
])("%j has a user name without a password", (address) => {
  expect(credentialProblem("no-user", address)).toContain("user name");
  expect(credentialProblem("no-password", address)).toBeUndefined();
});
