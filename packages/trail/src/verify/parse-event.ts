import type { IndexedMembers, TrailEvent } from "../event/event.ts";
import { isKnownFormat } from "../event/event-format.ts";
import { isObject, type Json } from "../json/json.ts";

/** An event, as far as its row and its index terms repeat it. */
export type Envelope = IndexedMembers & {
  readonly Format: TrailEvent["Format"];
  readonly Scopes: Json;
};

const TEXTS = ["Id", "Occurred", "Category", "DocumentType", "UserId", "CorrelationId"];

/** The start of the document in the canonical bytes of an event, and what follows it. */
const DETAILS = ',"ChangeDetails":';
const AFTER_DETAILS = ',"Comments":';

/**
 * The event in a body, checked as far as verification needs it; undefined if it is none, or one of an
 * unknown format.
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
  // If a scope has the name of the mark, the rest is not JSON.
  return shortened ?? eventOf(body);
}

/** A phrase for findings: what a body is for which `parseEvent` returns undefined. */
export function unreadable(body: string): string {
  const value = parseJson(body);
  if (!isObject(value) || typeof value.Format !== "string" || isKnownFormat(value.Format)) {
    return "not an event";
  }
  return `an event of the format ${value.Format}, which this version does not know`;
}

function eventOf(text: string): Envelope | undefined {
  const value = parseJson(text);
  return isEnvelope(value) ? value : undefined;
}

// Checks the members that verification compares with rows and index terms.
function isEnvelope(value: Json | undefined): value is Json & Envelope {
  if (!isObject(value) || TEXTS.some((name) => typeof value[name] !== "string")) return false;
  const { Format, RelatedDocumentIds: related, Scopes, Tags } = value;
  if (!isKnownFormat(Format) || !isObject(Scopes)) return false;
  if (!isTextOrNone(value.UserAgent) || !isTextOrNone(value.ApiKeyId)) return false;
  return isTexts(related) && (Format === "indelible-event/3" ? isTexts(Tags) : Tags === undefined);
}

function isTextOrNone(value: Json | undefined): boolean {
  return (value ?? null) === null || typeof value === "string";
}

function isTexts(value: Json | undefined): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
