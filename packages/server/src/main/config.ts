import { PERSONAL_MEMBERS, type PersonalMember } from "@indelible/trail";
import { isApiKey } from "../features/people/api-key.ts";

/** The settings of a server. Names of variables are those of the Octopus Deploy container image. */
export interface Config {
  /** `PORT`: the port to listen on; default: 8065. */
  readonly port: number;
  /** `HOST`: the address to listen on; default: 127.0.0.1. */
  readonly host: string;
  /** `DATA_DIR`: the folder for keys and, without `DATABASE_URL`, the data; default: `./data`. */
  readonly dataFolder: string;
  /** `DATABASE_URL`: PostgreSQL 15 or later; default: the embedded database. */
  readonly databaseUrl: string | undefined;
  /**
   * `DATABASE_TIMEOUT`: maximum seconds for which a statement on PostgreSQL may take; default: 30.
   */
  readonly databaseTimeoutSeconds: number;
  /** `ADMIN_USERNAME`: default: `admin`. */
  readonly adminUsername: string;
  /** `ADMIN_PASSWORD`: by default generated and shown once. */
  readonly adminPassword: string | undefined;
  /** `ADMIN_API_KEY`: by default generated and shown once. */
  readonly adminApiKey: string | undefined;
  /** `MASTER_KEY`: 32 bytes in Base64; by default generated in the data folder. */
  readonly masterKey: Uint8Array | undefined;
  /** `NEW_MASTER_KEY`: the new master key for `rotate-master-key`, 32 bytes in Base64. */
  readonly newMasterKey: Uint8Array | undefined;
  /** `TRUSTED_PROXIES`: comma-separated addresses or networks whose X-Forwarded-For is trusted. */
  readonly trustedProxies: readonly string[];
  /** `LEDGER_ORIGIN`: the name of the ledger; by default derived from the installation's id. */
  readonly ledgerOrigin: string | undefined;
  /** `LEDGER_KEY_FILE`: path of the ledger key; by default it is generated in the data folder. */
  readonly ledgerKeyFile: string | undefined;
  /**
   * `LEDGER_SIGNER`: `unix:` and the path of the socket of a signer, which has the ledger key; by default
   * the server has it.
   */
  readonly ledgerSigner: string | undefined;
  /**
   * `NEW_LEDGER_KEY`: the new ledger key for `rotate-ledger-key`: the path of a key file, or `unix:` and
   * the path of a signer's socket; by default it is generated in the data folder.
   */
  readonly newLedgerKey: KeyPlace | undefined;
  /**
   * `OLD_LEDGER_KEY`: the ledger key that was replaced, which also signs for some time; in the form
   * of `NEW_LEDGER_KEY`. By default the file `ledger.key.old` of the data folder, if there is one.
   */
  readonly oldLedgerKey: KeyPlace | undefined;
  /** `LEDGER_PUBLIC`: `true` allows anonymous access to the ledger, which contains only digests. */
  readonly ledgerPublic: boolean;
  /** `TASK_CAP`: maximum number of tasks that run on this server at the same time; default: 5. */
  readonly taskCap: number;
  /** `RUN_ON_SERVER`: `false` disallows scripts on the server itself. */
  readonly runsOnServer: boolean;
  /** The whole environment; the script host selects what scripts on the server receive. */
  readonly environment: Environment;
  /**
   * `WITNESS_POLICY`: path of a C2SP tlog-policy file with the ledger's witnesses and their quorum.
   */
  readonly witnessPolicyFile: string | undefined;
  /**
   * `API_KEY_DAYS_MAX`: maximum days for which a new API key is valid; by default a key is valid until the
   * date that its creator sets.
   */
  readonly apiKeyDaysMax: number | undefined;
  /** `PACKAGE_BYTES_MAX`: maximum size of a package in bytes; default: 1 GiB. */
  readonly packageBytesMax: number;
  /** `WRITE_BYTES_PER_MINUTE`: bytes of JSON that a user may send within a minute; default: 256 MiB. */
  readonly writeBytesPerMinute: number;
  /**
   * `PERSONAL_MEMBERS`: comma-separated members of events that are recorded as commitments, with their
   * values stored separately so that they can be erased; none by default.
   */
  readonly personalMembers: readonly PersonalMember[];
  /** `LOG_LEVEL`: the least important entries that are logged, `info` by default. */
  readonly logLevel: LogLevel;
}

/** Where a key of the ledger is: in a key file, or in a signer that listens at a socket. */
export interface KeyPlace {
  readonly kind: "file" | "signer";
  readonly path: string;
}

/** The levels of log entries, the most important first; `silent` logs nothing. */
export const LOG_LEVELS = ["silent", "fatal", "error", "warn", "info", "debug", "trace"] as const;

/** One of `LOG_LEVELS`. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** An invalid setting; the message names the variable and is one sentence. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

type Environment = Readonly<Record<string, string | undefined>>;

const PORT_MAX = 65_535;
const MASTER_KEY_BYTES = 32;
const USERNAME_LENGTH_MAX = 64;
const PASSWORD_LENGTH_MIN = 8;
const TASK_CAP_MAX = 500;
const SECONDS_MAX = 3_600;
const DAYS_MAX = 36_500;
const PACKAGE_BYTES_MAX = 1024 ** 3;
const WRITE_BYTES_PER_MINUTE = 256 * 1024 ** 2;

/** Reads the settings of a server; fails with `ConfigError` for the first invalid one. */
export function readConfig(environment: Environment): Config {
  const given = (name: string) => {
    const value = environment[name]?.trim();
    return value === undefined || value === "" ? undefined : value;
  };
  return {
    port: readPort(given("PORT")),
    host: given("HOST") ?? "127.0.0.1",
    dataFolder: given("DATA_DIR") ?? "./data",
    databaseUrl: readDatabaseUrl(given("DATABASE_URL")),
    databaseTimeoutSeconds: readSeconds("DATABASE_TIMEOUT", given("DATABASE_TIMEOUT")) ?? 30,
    adminUsername: readUsername(given("ADMIN_USERNAME")),
    adminPassword: readPassword(environment.ADMIN_PASSWORD),
    adminApiKey: readApiKey(given("ADMIN_API_KEY")),
    masterKey: readMasterKey("MASTER_KEY", given("MASTER_KEY")),
    newMasterKey: readMasterKey("NEW_MASTER_KEY", given("NEW_MASTER_KEY")),
    trustedProxies:
      given("TRUSTED_PROXIES")
        ?.split(",")
        .map((part) => part.trim()) ?? [],
    ledgerOrigin: readOrigin(given("LEDGER_ORIGIN")),
    ledgerKeyFile: given("LEDGER_KEY_FILE"),
    ledgerSigner: readSigner(given("LEDGER_SIGNER"), given("LEDGER_KEY_FILE")),
    newLedgerKey: readKeyPlace(given("NEW_LEDGER_KEY")),
    oldLedgerKey: readKeyPlace(given("OLD_LEDGER_KEY")),
    ledgerPublic: readFlag("LEDGER_PUBLIC", given("LEDGER_PUBLIC"), false),
    taskCap: readTaskCap(given("TASK_CAP")),
    runsOnServer: readFlag("RUN_ON_SERVER", given("RUN_ON_SERVER"), true),
    environment,
    witnessPolicyFile: given("WITNESS_POLICY"),
    apiKeyDaysMax: readDays("API_KEY_DAYS_MAX", given("API_KEY_DAYS_MAX")),
    packageBytesMax: readBytes("PACKAGE_BYTES_MAX", given("PACKAGE_BYTES_MAX"), PACKAGE_BYTES_MAX),
    writeBytesPerMinute: readBytes(
      "WRITE_BYTES_PER_MINUTE",
      given("WRITE_BYTES_PER_MINUTE"),
      WRITE_BYTES_PER_MINUTE,
    ),
    personalMembers: given("PERSONAL_MEMBERS")?.split(",").map(readPersonalMember) ?? [],
    logLevel: readLogLevel(given("LOG_LEVEL")),
  };
}

function readPort(value: string | undefined): number {
  if (value === undefined) return 8065;
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= PORT_MAX) return port;
  throw new ConfigError(`PORT must be a number from 0 to ${PORT_MAX}, not '${value}'.`);
}

function readDatabaseUrl(value: string | undefined): string | undefined {
  if (value === undefined || /^postgres(ql)?:\/\//.test(value)) return value;
  throw new ConfigError("DATABASE_URL must start with postgres:// or postgresql://.");
}

function readUsername(value = "admin"): string {
  if (value.length <= USERNAME_LENGTH_MAX) return value;
  throw new ConfigError(`ADMIN_USERNAME must have at most ${USERNAME_LENGTH_MAX} characters.`);
}

function readPassword(value: string | undefined): string | undefined {
  if (value === undefined || value === "") return undefined;
  if (value.length >= PASSWORD_LENGTH_MIN) return value;
  throw new ConfigError(`ADMIN_PASSWORD must have at least ${PASSWORD_LENGTH_MIN} characters.`);
}

function readApiKey(value: string | undefined): string | undefined {
  if (value === undefined || isApiKey(value)) return value;
  throw new ConfigError(
    "ADMIN_API_KEY must be API- followed by 20 to 64 capital letters and digits.",
  );
}

function readMasterKey(name: string, value: string | undefined): Uint8Array | undefined {
  if (value === undefined) return undefined;
  const bytes = Buffer.from(value, "base64");
  if (bytes.length === MASTER_KEY_BYTES) return bytes;
  throw new ConfigError(
    `${name} must be ${MASTER_KEY_BYTES} bytes in Base64, as 'openssl rand -base64 32' prints.`,
  );
}

/** A name that checkpoints can contain: no spaces and no plus signs (C2SP signed-note). */
function readOrigin(value: string | undefined): string | undefined {
  if (value === undefined || /^[^\s+]{1,200}$/.test(value)) return value;
  throw new ConfigError(
    "LEDGER_ORIGIN must have at most 200 characters, without spaces or plus signs.",
  );
}

const SOCKET = "unix:";

function readSigner(value: string | undefined, keyFile: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (keyFile !== undefined) {
    throw new ConfigError("Set LEDGER_SIGNER or LEDGER_KEY_FILE, not both.");
  }
  const place = readKeyPlace(value);
  if (place?.kind === "signer" && place.path !== "") return place.path;
  throw new ConfigError("LEDGER_SIGNER must be unix: and the path of a socket.");
}

function readKeyPlace(value: string | undefined): KeyPlace | undefined {
  if (value === undefined) return undefined;
  if (!value.startsWith(SOCKET)) return { kind: "file", path: value };
  return { kind: "signer", path: value.slice(SOCKET.length) };
}

function readTaskCap(value = "5"): number {
  const cap = Number(value);
  if (/^\d+$/.test(value) && cap >= 1 && cap <= TASK_CAP_MAX) return cap;
  throw new ConfigError(`TASK_CAP must be a number from 1 to ${TASK_CAP_MAX}, not '${value}'.`);
}

function readSeconds(name: string, value: string | undefined): number | undefined {
  return readDuration(name, value, "seconds", SECONDS_MAX);
}

function readDays(name: string, value: string | undefined): number | undefined {
  return readDuration(name, value, "days", DAYS_MAX);
}

function readDuration(name: string, value: string | undefined, unit: string, max: number) {
  if (value === undefined) return undefined;
  const count = Number(value);
  if (/^\d+$/.test(value) && count >= 1 && count <= max) return count;
  throw new ConfigError(`${name} must be a number of ${unit} from 1 to ${max}.`);
}

function readFlag(name: string, value: string | undefined, fallback: boolean): boolean {
  if (value === undefined) return fallback;
  if (/^(true|false)$/i.test(value)) return value.toLowerCase() === "true";
  throw new ConfigError(`${name} must be true or false, not '${value}'.`);
}

function readPersonalMember(value: string): PersonalMember {
  const name = value.trim().toLowerCase();
  const member = PERSONAL_MEMBERS.find((known) => known.toLowerCase() === name);
  if (member !== undefined) return member;
  const known = PERSONAL_MEMBERS.join(", ");
  throw new ConfigError(`PERSONAL_MEMBERS must be of ${known}, not '${value}'.`);
}

function readLogLevel(value = "info"): LogLevel {
  const level = LOG_LEVELS.find((name) => name === value.toLowerCase());
  if (level !== undefined) return level;
  throw new ConfigError(`LOG_LEVEL must be one of ${LOG_LEVELS.join(", ")}, not '${value}'.`);
}

function readBytes(name: string, value: string | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  const bytes = Number(value);
  if (/^[1-9]\d*$/.test(value) && Number.isSafeInteger(bytes)) return bytes;
  throw new ConfigError(`${name} must be a number of bytes, such as ${fallback}, not '${value}'.`);
}
