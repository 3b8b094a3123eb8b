import type { TrailEvent } from "../event/event.ts";
import { isObject, type Json } from "../json/json.ts";

/** An event, as far as its row and its index terms repeat it. */
export type Envelope = Omit<TrailEvent, "ChangeDetails"> & { readonly Scopes: Json };

const TEXTS = [
  "Id",
  "Occurred",
  "Category",
  "DocumentType",
  "UserId",
  "UserAgent",
  "CorrelationId",
];

/** The start of the document in the canonical bytes of an event, and what follows it. */
const DETAILS = ',"ChangeDetails":';
const AFTER_DETAILS = ',"Comments":';

/** The event in a body, checked as far as verification needs it; undefined if it is none. */
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
  // If a scope has the name of the mark, the rest is not JSON.
  return shortened ?? eventOf(body);
}

function eventOf(text: string): Envelope | undefined {
  const value = parseJson(text);
  return isEnvelope(value) ? value : undefined;
}

// Checks the members that verification compares with rows and index terms.
function isEnvelope(value: Json | undefined): value is Json & Envelope {
  if (!isObject(value) || TEXTS.some((name) => typeof value[name] !== "string")) return false;
  const related = value.RelatedDocumentIds;
  const isRelated = Array.isArray(related) && related.every((id) => typeof id === "string");
  return isRelated && isObject(value.Scopes);
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
