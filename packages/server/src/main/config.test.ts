import { describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "./config.ts";

const KEY = Buffer.alloc(32, 7).toString("base64");

describe("without any settings", () => {
  test("a server listens only on this host and generates what it needs", () => {
    expect(readConfig({})).toMatchObject({
      port: 8065,
      host: "127.0.0.1",
      dataFolder: "./data",
      databaseUrl: undefined,
      adminUsername: "admin",
      adminPassword: undefined,
      adminApiKey: undefined,
      masterKey: undefined,
      trustedProxies: [],
      ledgerOrigin: undefined,
      ledgerPublic: false,
      apiKeyDaysMax: undefined,
      packageBytesMax: 1024 ** 3,
      writeBytesPerMinute: 256 * 1024 ** 2,
      personalMembers: [],
      logLevel: "info",
    });
  });

  test("empty settings are ignored", () => {
    const names = ["PORT", "HOST", "DATA_DIR", "DATABASE_URL", "ADMIN_USERNAME", "ADMIN_PASSWORD"];
    const more = [
      "ADMIN_API_KEY",
      "MASTER_KEY",
      "TRUSTED_PROXIES",
      "LEDGER_KEY_FILE",
      "LEDGER_SIGNER",
      "NEW_LEDGER_KEY",
      "OLD_LEDGER_KEY",
      "LEDGER_ORIGIN",
      "LEDGER_PUBLIC",
      "TASK_CAP",
      "RUN_ON_SERVER",
      "API_KEY_DAYS_MAX",
      "PACKAGE_BYTES_MAX",
      "PERSONAL_MEMBERS",
      "LOG_LEVEL",
    ];
    const blank = Object.fromEntries([...names, ...more].map((name) => [name, ""]));
    const read = (settings: Record<string, string>) => ({
      ...readConfig(settings),
      environment: {},
    });
    expect(read(blank)).toEqual(read({}));
    expect(read({ ...blank, PORT: "  ", DATABASE_URL: " " })).toEqual(read({}));
  });
});

test.each([
  ["PORT", "0", { port: 0 }],
  ["PORT", " 65535 ", { port: 65_535 }],
  ["TASK_CAP", "12", { taskCap: 12 }],
  ["API_KEY_DAYS_MAX", "90", { apiKeyDaysMax: 90 }],
  ["PACKAGE_BYTES_MAX", "1000", { packageBytesMax: 1000 }],
  ["WRITE_BYTES_PER_MINUTE", "1000000", { writeBytesPerMinute: 1_000_000 }],
  ["RUN_ON_SERVER", "False", { runsOnServer: false }],
  ["PERSONAL_MEMBERS", "Username, ipaddress", { personalMembers: ["Username", "IpAddress"] }],
  ["LOG_LEVEL", "Debug", { logLevel: "debug" }],
  ["LOG_LEVEL", "silent", { logLevel: "silent" }],
  ["HOST", "0.0.0.0", { host: "0.0.0.0" }],
  ["DATA_DIR", "/srv/data", { dataFolder: "/srv/data" }],
  ["DATABASE_URL", "postgres://u:p@h/d", { databaseUrl: "postgres://u:p@h/d" }],
  ["DATABASE_URL", "postgresql://h/d", { databaseUrl: "postgresql://h/d" }],
  ["ADMIN_USERNAME", "root", { adminUsername: "root" }],
  ["ADMIN_PASSWORD", "  kept as it is  ", { adminPassword: "  kept as it is  " }],
  ["ADMIN_API_KEY", "API-ABCDEFGHIJKLMNOPQRST", { adminApiKey: "API-ABCDEFGHIJKLMNOPQRST" }],
  ["MASTER_KEY", KEY, { masterKey: Buffer.alloc(32, 7) }],
  ["LEDGER_ORIGIN", "audit.example.com/log", { ledgerOrigin: "audit.example.com/log" }],
  ["LEDGER_KEY_FILE", "/run/secrets/ledger", { ledgerKeyFile: "/run/secrets/ledger" }],
  ["LEDGER_SIGNER", "unix:/run/signer", { ledgerSigner: "/run/signer" }],
  ["NEW_LEDGER_KEY", "unix:/run/next", { newLedgerKey: { kind: "signer", path: "/run/next" } }],
  ["OLD_LEDGER_KEY", "/run/key", { oldLedgerKey: { kind: "file", path: "/run/key" } }],
  ["LEDGER_PUBLIC", "True", { ledgerPublic: true }],
  ["TRUSTED_PROXIES", "10.0.0.1, 10.1.0.0/16", { trustedProxies: ["10.0.0.1", "10.1.0.0/16"] }],
])("%s=%s is accepted", (name, value, expected) => {
  expect(readConfig({ [name]: value })).toMatchObject(expected);
});

test.each([
  ["PORT", "-1"],
  ["PORT", "65536"],
  ["PORT", "80.5"],
  ["PORT", "http"],
  ["PORT", "0x50"],
  ["API_KEY_DAYS_MAX", "-9"],
  ["API_KEY_DAYS_MAX", "90 days"],
  ["API_KEY_DAYS_MAX", "36501"],
  ["PACKAGE_BYTES_MAX", "0"],
  ["PACKAGE_BYTES_MAX", "1 GiB"],
  ["PACKAGE_BYTES_MAX", "9".repeat(17)],
  ["PERSONAL_MEMBERS", "UserId"],
  ["PERSONAL_MEMBERS", "Username,,"],
  ["LOG_LEVEL", "verbose"],
  ["LOG_LEVEL", "30"],
  ["DATABASE_URL", "mysql://h/d"],
  ["DATABASE_URL", "h:5432/d"],
  ["ADMIN_USERNAME", "n".repeat(65)],
  ["ADMIN_PASSWORD", "short"],
  ["ADMIN_API_KEY", "API-short"],
  ["ADMIN_API_KEY", "secret"],
  ["LEDGER_ORIGIN", "two words"],
  ["LEDGER_ORIGIN", "one+two"],
  ["LEDGER_SIGNER", "/run/signer"],
  ["LEDGER_SIGNER", "unix:"],
  ["LEDGER_PUBLIC", "yes"],
  ["MASTER_KEY", "dG9vIHNob3J0"],
  ["MASTER_KEY", "not base 64 at all"],
  ["MASTER_KEY", Buffer.alloc(33).toString("base64")],
])("%s=%s is refused with one sentence that names it", (name, value) => {
  let refusal: unknown;
  try {
    readConfig({ [name]: value });
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toBeInstanceOf(ConfigError);
  const { message } = refusal as ConfigError;
  expect(message).toMatch(new RegExp(`^${name} must [^\\n]*\\.$`));
  // An invalid secret must not be logged either.
  if (/PASSWORD|KEY|URL/.test(name)) expect(message).not.toContain(value);
});
