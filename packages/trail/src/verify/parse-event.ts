import type { EventMembers, TrailEvent } from "../event/event.ts";
import { isKnownFormat } from "../event/event-format.ts";
import { isObject, type Json } from "../json/json.ts";

/** An event, as far as its row and its index terms repeat it. */
export type Envelope = Omit<EventMembers, "ChangeDetails"> & { readonly Scopes: Json };

const TEXTS = ["Id", "Occurred", "Category", "DocumentType", "UserId", "CorrelationId"];

/** What begins the document in the canonical bytes of an event, and what follows it. */
const DETAILS = ',"ChangeDetails":';
const AFTER_DETAILS = ',"Comments":';

/**
 * The event that a body holds, as far as verification goes by it; undefined when it is none, or one of
 * an unknown format.
 */
export function parseEvent(body: string): (Envelope & TrailEvent) | undefined {
  return eventOf(body) as (Envelope & TrailEvent) | undefined;
}

/**
 * An event without the document it shows, which is most of it and takes twice as long to parse as
 * the rest. Only for a body that the server is known to have written: that has its members in their
 * order, and no string of it can hold the marks, since their quotes would be escaped.
 */
export function parseEnvelope(body: string): Envelope | undefined {
  const [start, end] = [body.indexOf(DETAILS), body.lastIndexOf(AFTER_DETAILS)];
  const shortened = start < end ? eventOf(body.slice(0, start) + body.slice(end)) : undefined;
  // Where a scope goes by the name of the mark, what is left is no JSON.
  return shortened ?? eventOf(body);
}

/** What a body is for which `parseEvent` returns undefined, as a phrase. */
export function unreadable(body: string): string {
  const value = parseJson(body);
  if (!isObject(value) || typeof value.Format !== "string" || isKnownFormat(value.Format)) {
    return "not an event";
  }
  return `an event of the format ${value.Format}, which this version does not know`;
}

function eventOf(text: string): Envelope | undefined {
  const value = parseJson(text);
  if (!isObject(value) || TEXTS.some((name) => typeof value[name] !== "string")) return undefined;
  const { RelatedDocumentIds: related, UserAgent: agent } = value;
  if (!isKnownFormat(value.Format) || (agent !== null && typeof agent !== "string"))
    return undefined;
  const isRelated = Array.isArray(related) && related.every((id) => typeof id === "string");
  return isRelated && isObject(value.Scopes) ? (value as unknown as Envelope) : undefined;
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
