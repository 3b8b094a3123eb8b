import { randomBytes, randomUUID } from "node:crypto";
import { adoptNewLedgerKey, keptCheckpoint, keptKey } from "@indelible/data-folder";
import { DOCUMENT_DEFINITIONS } from "@indelible/domain";
import { formatVerifierKey, newVerifierKey } from "@indelible/ledger";
import {
  changeLedgerKey,
  keyRingSealer,
  type Sealer,
  Sequencer,
  sha256Hex,
  Trail,
  TrailError,
} from "@indelible/trail";
import type { CommandOptions } from "./command-tools.ts";
import { type Config, ConfigError } from "./config.ts";
import type { Installation } from "./installation.ts";
import { recordKeyChange } from "./ledger-document.ts";
import {
  type KeyOptions,
  keyAt,
  type LedgerKeys,
  localKey,
  openLedgerKeys,
  type SigningKey,
} from "./ledger-keys.ts";
import { type OpenLog, openLog } from "./open-log.ts";
import { operatorAct } from "./operator.ts";
import { baseOf, withOwnInstallation } from "./own-installation.ts";

const random = (bytes: number) => randomBytes(bytes);

/**
 * `rotate-ledger-key`: replaces the key of the ledger by the one of `NEW_LEDGER_KEY`, or a generated one
 * in the data folder. Returns a message about the result. A change that was interrupted after it was
 * recorded is completed, and no other one made. Fails with ConfigError if a setting names the current
 * key and none the new one, and like `changeLedgerKey`: docs/adr/key-rotation.md.
 */
export async function rotateLedgerKeyCommand(
  config: Config,
  options: CommandOptions,
): Promise<string> {
  return withOwnInstallation(config, options, async (installation) => {
    const { database, folder, keys: masterKeys } = installation;
    const sealer = keyRingSealer(masterKeys.ring, random);
    const keyOptions = { folder, random, clock: options.clock };
    const base = await baseOf(config, installation);
    const checkpointStore = keptCheckpoint(folder);
    const opening = async () => {
      const keys = await openLedgerKeys(config, database, keyOptions);
      return { keys, open: await openLog({ database, keys, checkpointStore, base }) };
    };
    const before = await opening();
    if (isUnfinished(before.open)) {
      await signAll(installation, before.open, sealer, options);
      return summaryOf(before.open, config);
    }
    const newKey = await newKeyOf(config, keyOptions);
    const statement = await replaceKey(installation, before, newKey, { ...options, sealer });
    await before.keys.statements.add([statement]);
    if (config.newLedgerKey === undefined) await adoptNewLedgerKey(folder);
    const former = before.keys.current;
    const keys = { ...before.keys, current: newKey, former };
    const after = await openLog({ database, keys, checkpointStore, base });
    await signAll(installation, after, sealer, options);
    return summaryOf(after, config);
  });
}

/** Whether the key was replaced, and the new one has not signed yet. */
function isUnfinished({ chain, checkpointStore }: OpenLog): boolean {
  const size = chain.at(-2)?.to;
  const [, keptSize = ""] = checkpointStore.load()?.split("\n", 2) ?? [];
  return size !== undefined && Number(keptSize) <= size;
}

async function newKeyOf(config: Config, options: KeyOptions): Promise<SigningKey> {
  if (config.newLedgerKey !== undefined) return keyAt(config.newLedgerKey, options);
  if (config.ledgerKeyFile === undefined && config.ledgerSigner === undefined) {
    return localKey(keptKey(options.folder, "ledger.key.new", random));
  }
  throw new ConfigError(
    "Set NEW_LEDGER_KEY to the file of the key that replaces the current one, or to its signer.",
  );
}

interface Before {
  readonly keys: LedgerKeys;
  readonly open: OpenLog;
}

function replaceKey(
  { database }: Installation,
  { open }: Before,
  newKey: SigningKey,
  { clock, operator, sealer }: CommandOptions & { readonly sealer: Sealer },
): Promise<string> {
  const act = operatorAct(operator, randomUUID());
  const { key, log, signer, checkpointStore } = open;
  const replacement = {
    key: newVerifierKey(key.name, "note", newKey.publicKey),
    signer: newKey.signer(key.name),
  };
  return changeLedgerKey({
    database,
    log,
    oldKey: { key, signer },
    newKey: replacement,
    checkpointStore,
    nonceOf: sealer.nonce,
    clock,
    record: (connection, statement) => {
      const tools = { sealer, clock, random, sha256: sha256Hex };
      const trail = new Trail({ database: connection, types: DOCUMENT_DEFINITIONS, ...tools });
      return recordKeyChange(trail, act, statement);
    },
  });
}

/** Signs the event of the change, and all that waits, with the new key. */
async function signAll(
  { database }: Installation,
  { log, signer, formerSigner, checkpointStore }: OpenLog,
  { nonce }: Sealer,
  { clock }: CommandOptions,
): Promise<void> {
  const options = { database, log, signer, formerSigner, checkpointStore, nonceOf: nonce, clock };
  const sequencer = new Sequencer(options);
  await sequencer.open();
  await sequencer.drain();
  const alarm = sequencer.alarms.find(({ stops }) => stops);
  if (alarm === undefined) return;
  throw new TrailError("input", `The key was replaced, but ${alarm.found} ${alarm.advice}`);
}

function summaryOf({ key, chain }: OpenLog, config: Config): string {
  const size = chain.at(-2)?.to;
  const done = `The key of the ledger was replaced after ${size} entries. The new verifier key: ${formatVerifierKey(key)}`;
  const give = "Give it to everyone who verifies the ledger and to its witnesses";
  return `${done}\n${give}. ${nextStep(config)}`;
}

function nextStep({ newLedgerKey, ledgerKeyFile, ledgerSigner }: Config): string {
  if (newLedgerKey !== undefined) {
    const setting = newLedgerKey.kind === "file" ? "LEDGER_KEY_FILE" : "LEDGER_SIGNER";
    const old = ledgerKeyFile ?? (ledgerSigner && `unix:${ledgerSigner}`) ?? "DATA_DIR/ledger.key";
    return `Set ${setting} to the new key, and OLD_LEDGER_KEY to ${old} as long as both keys should sign; then start the servers.`;
  }
  return "Copy ledger.key, ledger.key.old and ledger.keys to the data folders of the other servers, then start the servers. When everyone knows the new key, delete ledger.key.old and restart them.";
}
