import {
  defineDocument,
  environments,
  idOf,
  list,
  name,
  object,
  optionalIdOf,
  optionalText,
} from "@indelible/domain";
import { completeBody, Definitions, systemAct } from "@indelible/kernel";
import type { Database, Trail } from "@indelible/trail";
import type { HookRegistry } from "../../packages/server/src/documents/document-hooks.ts";
import { DocumentService } from "../../packages/server/src/documents/document-service.ts";
import { openStore } from "./stores.ts";
import { fakeClock, testTrail } from "./trail.ts";

/*
 * Document types for tests of the document service: notices, each with a page, that name an
 * environment and may name another notice.
 */

export const NOTICE_PERMISSIONS = {
  view: "MachineView",
  create: "MachineCreate",
  edit: "MachineEdit",
  delete: "MachineDelete",
} as const;

export const ALL_PERMISSIONS = [...Object.values(NOTICE_PERMISSIONS), "EnvironmentView"] as const;

const shared = { permissions: NOTICE_PERMISSIONS, example: () => ({}) };

/** Documents of a space need a space that exists. */
export const spaces = defineDocument({
  ...shared,
  prefix: "Spaces",
  label: "Space",
  route: "spaces",
  level: "system",
  schema: object({ Name: name() }),
});

/** A page of a notice; each new notice gets one. */
export const pages = defineDocument({
  ...shared,
  prefix: "Channels",
  label: "Page",
  route: "pages",
  schema: object({ NoticeId: idOf("Projects", { follows: true, onDelete: "cascade" }) }),
});

export const notices = defineDocument({
  ...shared,
  prefix: "Projects",
  label: "Notice",
  route: "notices",
  schema: object({
    Name: name(),
    EnvironmentId: idOf("Environments"),
    AfterId: optionalIdOf("Projects"),
    Text: optionalText(),
    Tags: list(name()),
  }),
  unique: [{ fields: ["Name"], within: "space" }],
  versioned: true,
  companions: [{ prefix: "Channels", body: (NoticeId) => ({ NoticeId }) }],
});

export const SPACE = "Spaces-1";

/** The four types. */
export const noticeDefinitions = new Definitions(
  [spaces, environments, notices, pages],
  fakeClock().now,
);

/** A document service of these types on a trail. */
export function noticeService(trail: Trail, hooks: HookRegistry = {}): DocumentService {
  const definitions = noticeDefinitions;
  return new DocumentService({ trail, definitions, clock: fakeClock().now, hooks });
}

/** Creates the space `Spaces-1` and two environments in it; returns their ids. */
export async function createNoticeSpace(service: DocumentService) {
  const act = systemAct("setup");
  await service.createAs(act, spaces, null, { Name: "Only" });
  const environment = async (Name: string) => {
    const body = completeBody(environments, { Name });
    return (await service.createAs(act, environments, SPACE, body)).id;
  };
  return { staging: await environment("Staging"), production: await environment("Production") };
}

/** What `openNotices` opened. */
export interface NoticeStore {
  readonly database: Database;
  readonly trail: Trail;
  readonly service: DocumentService;
  readonly staging: string;
  readonly production: string;
}

/** A PostgreSQL database with these types, their space and its environments. */
export async function openNotices(hooks: HookRegistry = {}): Promise<NoticeStore> {
  const database = await openStore("postgres");
  const trail = testTrail(database, noticeDefinitions.all);
  const service = noticeService(trail, hooks);
  return { database, trail, service, ...(await createNoticeSpace(service)) };
}
