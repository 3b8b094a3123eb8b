import { canonicalize } from "../json/canonical.ts";
import {
  type EventOfFormat3,
  PERSONAL_MEMBERS,
  type PersonalCommitments,
  type PersonalMember,
  type TrailEvent,
} from "./event.ts";

/** The salt and the value of a commitment, with which a viewer can check it. */
export interface PersonalValue {
  /** 16 random bytes, base64url. */
  readonly salt: string;
  readonly value: string;
}

/** The values of one event that were not erased, by member. */
export type PersonalValues = { readonly [member in PersonalMember]?: PersonalValue };

/** SHA-256 of a text in UTF-8, in lower-case hexadecimal. */
export type Sha256Hex = (text: string) => string;

/** The commitment to a value, as an event has it: docs/formats/event.md, personal members. */
export function commitmentTo({ salt, value }: PersonalValue, sha256: Sha256Hex): string {
  return sha256(canonicalize([salt, value]));
}

/** The commitments of an event; none for format 1. */
export function commitmentsOf(event: TrailEvent): PersonalCommitments {
  return event.Format === "indelible-event/1" ? {} : (event.Personal ?? {});
}

/**
 * An event with commitments in place of its personal members, and the values, which are stored
 * separately. A member that is null has no commitment.
 *
 * @param newSalt 16 random bytes, base64url
 */
export function withCommitments(
  event: EventOfFormat3,
  members: ReadonlySet<PersonalMember>,
  newSalt: () => string,
  sha256: Sha256Hex,
): { event: EventOfFormat3; values: PersonalValues } {
  const values: { [member in PersonalMember]?: PersonalValue } = {};
  const commitments: { [member in PersonalMember]?: string } = {};
  const erased: { [member in PersonalMember]?: null } = {};
  for (const member of PERSONAL_MEMBERS) {
    const value = event[member];
    if (value === null || !members.has(member)) continue;
    const kept = { salt: newSalt(), value };
    values[member] = kept;
    commitments[member] = commitmentTo(kept, sha256);
    erased[member] = null;
  }
  if (Object.keys(values).length === 0) return { event, values };
  return { event: { ...event, ...erased, Personal: commitments }, values };
}

/**
 * An event as a viewer sees it: each committed member has its value, or null if the value was erased
 * or does not match the commitment.
 */
export function disclosed<Event extends TrailEvent>(
  event: Event,
  values: PersonalValues,
  sha256: Sha256Hex,
): Event {
  const commitments = commitmentsOf(event);
  const shown: { [member in PersonalMember]?: string } = {};
  for (const member of PERSONAL_MEMBERS) {
    const kept = values[member];
    if (kept === undefined || commitments[member] !== commitmentTo(kept, sha256)) continue;
    shown[member] = kept.value;
  }
  return { ...event, ...shown };
}
