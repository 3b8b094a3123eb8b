import type { Caller, Definitions } from "@indelible/kernel";
import type { JsonObject, StoredDocument } from "@indelible/trail";
import type { HookRegistry } from "./document-hooks.ts";
import { presentDocument } from "./present.ts";

/** Dependencies of `presentTo`. */
export interface PresentTools {
  readonly definitions: Definitions;
  readonly hooks: HookRegistry;
}

/** A document as the API shows it to a caller: with computed fields, without what it hides. */
export async function presentTo(
  { definitions, hooks }: PresentTools,
  caller: Caller,
  document: StoredDocument,
): Promise<JsonObject> {
  const own = hooks[document.type];
  const computed = await own?.computedFields?.(document, caller);
  const visible = (await own?.narrowedFor?.(document, caller)) ?? document;
  return { ...presentDocument(definitions, visible), ...computed };
}
