import { interruptions, object, text, users } from "@indelible/domain";
import type { InterruptionService } from "@indelible/engine";
import type { Answer, Caller, Definitions, Route, RouteRequest } from "@indelible/kernel";
import type { StoredDocument, Trail } from "@indelible/trail";
import type { DocumentService } from "../../documents/document-service.ts";
import { presentUser } from "../people/present-user.ts";

/** Dependencies of the routes of interruptions. */
export interface InterruptionRoutesOptions {
  readonly trail: Trail;
  readonly definitions: Definitions;
  readonly service: DocumentService;
  readonly interruptions: InterruptionService;
}

const ANSWER = object({
  Result: text(100),
  Guidance: text(100),
  Notes: text(),
  Instructions: text(),
});

/** Routes of interruptions in addition to the standard ones. API reference, section 6. */
export function interruptionRoutes(options: InterruptionRoutesOptions): Route[] {
  const { definitions, trail, service, interruptions: answers } = options;
  const path = `/${interruptions.route}/:id`;
  const responsible = async (found: StoredDocument, caller: Caller): Promise<Answer> => {
    const user = await trail.documentOf(users, String(found.body.ResponsibleUserId));
    return { body: user === undefined ? {} : presentUser(definitions, user, caller.actor.userId) };
  };
  return [
    {
      method: "GET",
      path: `${path}/responsible`,
      access: "signed-in",
      summary: "Gets the user who is responsible for an interruption",
      handle: async (request, caller) =>
        responsible(await answers.get(caller, request.spaceId, idIn(request)), caller),
    },
    {
      method: "PUT",
      path: `${path}/responsible`,
      access: "signed-in",
      mutates: true,
      summary: "Takes responsibility for an interruption",
      handle: async (request, caller) =>
        responsible(await answers.take(caller, request.spaceId, idIn(request)), caller),
    },
    {
      method: "POST",
      path: `${path}/submit`,
      access: "signed-in",
      mutates: true,
      summary: "Answers an interruption",
      body: ANSWER,
      handle: async ({ spaceId, body, params }, caller) => {
        const answered = await answers.submit(caller, spaceId, params.id ?? "", body);
        return { body: await service.present(caller, answered) };
      },
    },
  ];
}

function idIn(request: RouteRequest): string {
  return request.params.id ?? "";
}
