import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readConfig } from "./config.ts";
import { shownConfiguration } from "./shown-configuration.ts";

const digestOf = (variable: string) => `digest-of-${variable}`;

function shown(environment: Record<string, string>) {
  return shownConfiguration(readConfig(environment), digestOf);
}

const shownUrl = (url: string) => shown({ DATABASE_URL: url }).DATABASE_URL;

test("settings are shown by the names of their variables, with their defaults", () => {
  expect(shown({ HOST: "0.0.0.0", TRUSTED_PROXIES: "10.0.0.1, 10.0.0.2" })).toEqual({
    PORT: "8065",
    DATABASE_TIMEOUT: "30",
    HOST: "0.0.0.0",
    DATA_DIR: "./data",
    ADMIN_USERNAME: "admin",
    TRUSTED_PROXIES: "10.0.0.1,10.0.0.2",
    LEDGER_PUBLIC: "false",
    TASK_CAP: "5",
    RUN_ON_SERVER: "true",
    PACKAGE_BYTES_MAX: "1073741824",
    WRITE_BYTES_PER_MINUTE: "268435456",
    PERSONAL_MEMBERS: "",
    LOG_LEVEL: "info",
  });
});

test("secrets are shown as digests, and the environment of scripts is not shown", () => {
  const key = Buffer.alloc(32, 5).toString("base64");
  const settings = shown({
    ADMIN_PASSWORD: "correct horse",
    ADMIN_API_KEY: "API-ABCDEFGHIJKLMNOPQRSTUVWX",
    MASTER_KEY: key,
    NEW_MASTER_KEY: key,
    DATABASE_URL: "postgres://app:correct%20horse@db/indelible",
    SOMETHING_ELSE: "correct horse",
  });
  expect(settings).toMatchObject({
    ADMIN_PASSWORD: "digest-of-ADMIN_PASSWORD",
    ADMIN_API_KEY: "digest-of-ADMIN_API_KEY",
    MASTER_KEY: "digest-of-MASTER_KEY",
    NEW_MASTER_KEY: "digest-of-NEW_MASTER_KEY",
    DATABASE_URL: "postgres://app:digest-of-DATABASE_URL@db/indelible",
  });
  const text = JSON.stringify(settings);
  for (const hidden of ["horse", "API-A", key, "SOMETHING"]) expect(text).not.toContain(hidden);
});

describe("a connection string", () => {
  test.each([
    ["postgres://db/indelible", "postgres://db/indelible"],
    ["postgresql://app@db:5433/x?sslmode=require", "postgresql://app@db:5433/x?sslmode=require"],
    [
      "postgres://db/x?user=app&password=hush&sslkey=/k.pem&new=hush",
      "postgres://db/x?user=app&password=digest-of-DATABASE_URL&sslkey=/k.pem&new=digest-of-DATABASE_URL",
    ],
    ["postgres://app:12#hush@db/x", "digest-of-DATABASE_URL"],
    ["postgres://app:12/hush@db/x", "digest-of-DATABASE_URL"],
    ["postgres://app:12?hush@db/x", "digest-of-DATABASE_URL"],
    ["postgres://app:hush@one:1,two:2/x", "digest-of-DATABASE_URL"],
  ])("%s is shown as %s", (url, expected) => {
    expect(shownUrl(url)).toBe(expected);
  });

  test("never shows its password, however it is written", () => {
    const password = fc.string({ minLength: 4, unit: "grapheme-ascii" });
    fc.assert(
      fc.property(password, fc.constantFrom("", "?sslmode=require"), (hidden, query) => {
        const written = `${hidden}~hush`;
        for (const part of [written, encodeURIComponent(written)]) {
          expect(shownUrl(`postgres://app:${part}@db/indelible${query}`)).not.toContain("hush");
        }
      }),
      { seed: 7 },
    );
  });
});
