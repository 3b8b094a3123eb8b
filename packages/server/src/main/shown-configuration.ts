import type { Config, KeyPlace } from "./config.ts";

/** The settings that are recorded: all, except for the environment that scripts get. */
type RecordedSetting = Exclude<keyof Config, "environment">;

/** A keyed digest of a secret, by the name of its variable. */
export type DigestOf = (variable: string, secret: string) => string;

/** A variable, and how its value is shown; undefined if it is not set. */
interface Shown {
  readonly variable: string;
  show(config: Config, digestOf: (secret: string) => string): string | undefined;
}

const SHOWN: Readonly<Record<RecordedSetting, Shown>> = {
  port: plain("PORT", "port"),
  host: plain("HOST", "host"),
  dataFolder: plain("DATA_DIR", "dataFolder"),
  databaseUrl: {
    variable: "DATABASE_URL",
    show: ({ databaseUrl }, digestOf) =>
      databaseUrl === undefined ? undefined : shownUrl(databaseUrl, digestOf),
  },
  databaseTimeoutSeconds: plain("DATABASE_TIMEOUT", "databaseTimeoutSeconds"),
  adminUsername: plain("ADMIN_USERNAME", "adminUsername"),
  adminPassword: secret("ADMIN_PASSWORD", ({ adminPassword }) => adminPassword),
  adminApiKey: secret("ADMIN_API_KEY", ({ adminApiKey }) => adminApiKey),
  masterKey: secret("MASTER_KEY", ({ masterKey }) => base64(masterKey)),
  newMasterKey: secret("NEW_MASTER_KEY", ({ newMasterKey }) => base64(newMasterKey)),
  trustedProxies: plain("TRUSTED_PROXIES", "trustedProxies"),
  ledgerOrigin: plain("LEDGER_ORIGIN", "ledgerOrigin"),
  ledgerKeyFile: plain("LEDGER_KEY_FILE", "ledgerKeyFile"),
  ledgerSigner: {
    variable: "LEDGER_SIGNER",
    show: ({ ledgerSigner: path }) =>
      path === undefined ? undefined : shownPlace({ kind: "signer", path }),
  },
  newLedgerKey: keyPlace("NEW_LEDGER_KEY", "newLedgerKey"),
  oldLedgerKey: keyPlace("OLD_LEDGER_KEY", "oldLedgerKey"),
  ledgerPublic: plain("LEDGER_PUBLIC", "ledgerPublic"),
  taskCap: plain("TASK_CAP", "taskCap"),
  runsOnServer: plain("RUN_ON_SERVER", "runsOnServer"),
  witnessPolicyFile: plain("WITNESS_POLICY", "witnessPolicyFile"),
  apiKeyDaysMax: plain("API_KEY_DAYS_MAX", "apiKeyDaysMax"),
  packageBytesMax: plain("PACKAGE_BYTES_MAX", "packageBytesMax"),
  writeBytesPerMinute: plain("WRITE_BYTES_PER_MINUTE", "writeBytesPerMinute"),
  personalMembers: plain("PERSONAL_MEMBERS", "personalMembers"),
  logLevel: plain("LOG_LEVEL", "logLevel"),
};

/**
 * The settings of a server by the names of their variables, with defaults, as text; without those
 * that are not set. A secret is shown as a digest: it shows whether the secret changed.
 */
export function shownConfiguration(config: Config, digestOf: DigestOf): Record<string, string> {
  return Object.fromEntries(
    Object.values(SHOWN).flatMap(({ variable, show }) => {
      const value = show(config, (hidden) => digestOf(variable, hidden));
      return value === undefined ? [] : [[variable, value]];
    }),
  );
}

function plain(
  variable: string,
  setting: Exclude<RecordedSetting, "masterKey" | "newMasterKey" | "newLedgerKey" | "oldLedgerKey">,
): Shown {
  return {
    variable,
    show: (config) => {
      const value = config[setting];
      return value === undefined ? undefined : String(value);
    },
  };
}

function keyPlace(variable: string, setting: "newLedgerKey" | "oldLedgerKey"): Shown {
  return {
    variable,
    show: ({ [setting]: place }) => (place === undefined ? undefined : shownPlace(place)),
  };
}

function shownPlace({ kind, path }: KeyPlace): string {
  return kind === "signer" ? `unix:${path}` : path;
}

function secret(variable: string, of: (config: Config) => string | undefined): Shown {
  return {
    variable,
    show: (config, digestOf) => {
      const value = of(config);
      return value === undefined ? undefined : digestOf(value);
    },
  };
}

function base64(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined ? undefined : Buffer.from(bytes).toString("base64");
}

/** Parameters of a connection string that are no secrets. Files are named, not read. */
const PLAIN_PARAMETERS: ReadonlySet<string> = new Set([
  "application_name",
  "client_encoding",
  "connect_timeout",
  "dbname",
  "host",
  "keepalives",
  "port",
  "sslcert",
  "sslkey",
  "sslmode",
  "sslrootcert",
  "target_session_attrs",
  "user",
  "uselibpqcompat",
]);

/**
 * A connection string in which the password, and every parameter that may be a secret, is replaced
 * by its digest. One whose parts cannot be distinguished with certainty is replaced as a whole.
 */
function shownUrl(text: string, digestOf: (secret: string) => string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // A password with one of these characters, not encoded, is mistaken for a later part.
  if (url === undefined || url.hash !== "" || /@/.test(url.pathname + url.search)) {
    return digestOf(text);
  }
  const user = url.username + (url.password === "" ? "" : `:${digestOf(url.password)}`);
  const parameters = [...url.searchParams].map(
    ([name, value]) => `${name}=${PLAIN_PARAMETERS.has(name) ? value : digestOf(value)}`,
  );
  const query = parameters.length === 0 ? "" : `?${parameters.join("&")}`;
  return `${url.protocol}//${user === "" ? "" : `${user}@`}${url.host}${url.pathname}${query}`;
}
