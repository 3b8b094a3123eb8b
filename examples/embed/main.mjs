import { randomBytes } from "node:crypto";
import * as indelible from "@indelible/trail";

const invoices = indelible.documentType({
  prefix: "Invoices",
  label: "Invoice",
  title: (body) => String(body.Number),
  unique: [{ fields: ["Number"], within: "installation" }],
  sensitive: [{ at: "/BankPin", keeping: "sealed", shape: "null" }],
});

const database = await indelible.openPglite();
await indelible.migrate(database, "trail", indelible.trailMigrations(), indelible.sha256Hex);
const trail = new indelible.Trail({
  database,
  types: [invoices],
  sealer: indelible.masterKeySealer(randomBytes(32), randomBytes),
  clock: () => new Date(),
  random: randomBytes,
  sha256: indelible.sha256Hex,
});
const actor = {
  userId: "clerk-7",
  username: "Ada",
  isService: false,
  identityEstablishedWith: "Password",
  userAgent: "invoice-desk/1.0",
  ipAddress: null,
  apiKeyId: null,
  apiKeyHint: null,
};

const empty = await trail.read({ newIds: { Invoices: 1 }, events: 1 });
const id = empty.takeId("Invoices");
const body = { Number: "2026-17", Total: 120, BankPin: "4711" };
await trail.commit({ actor, correlationId: "act-1" }, empty, [
  { kind: "create", type: invoices, id, spaceId: null, body },
]);

const found = await trail.read({ ids: [id], events: 1 });
const before = found.document(id);
await trail.commit({ actor, correlationId: "act-2", comment: "Discount" }, found, [
  { kind: "modify", type: invoices, before, body: { ...before.body, Total: 96 } },
]);

const everything = [{ SpaceId: null, Restrictions: {} }];
const story = await trail.events({ visibility: everything, terms: [[id]] }, 0, 10);
for (const { Username, Message, Comments, ChangeDetails } of story.toReversed()) {
  const reason = Comments === null ? "" : ` (${Comments})`;
  process.stdout.write(`${Username}: ${Message}${reason}\n  ${JSON.stringify(ChangeDetails)}\n`);
}
await database.close();
