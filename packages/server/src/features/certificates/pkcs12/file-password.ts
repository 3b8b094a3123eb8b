import { invalid, type Refusal } from "@indelible/kernel";

/** A password in the two forms in which the formats take it. */
export interface FilePassword {
  /** For PBES2 (RFC 8018). */
  readonly utf8: Buffer;
  /** For what RFC 7292 defines itself: UTF-16, big-endian, ended by two zero bytes. */
  readonly utf16: Buffer;
}

/** The forms to try in turn: programs do not agree on whether no password has an end. */
export function passwordForms(password: string): FilePassword[] {
  const utf8 = Buffer.from(password, "utf8");
  const utf16 = Buffer.from(`${password}\0`, "utf16le").swap16();
  return password === ""
    ? [
        { utf8, utf16 },
        { utf8, utf16: utf8 },
      ]
    : [{ utf8, utf16 }];
}

/** 400 for a file that does not open with a password. */
export function passwordRefused(password: string): Refusal {
  return password === ""
    ? invalid("Password is required: the file is protected by one.")
    : invalid("Password is wrong: the file does not open with it.");
}
