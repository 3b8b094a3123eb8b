import { invalid, type Refusal } from "@indelible/kernel";

/** A password in the two encodings of the formats. */
export interface FilePassword {
  /** For PBES2 (RFC 8018). */
  readonly utf8: Buffer;
  /** For the methods of RFC 7292: big-endian UTF-16, ended by two zero bytes. */
  readonly utf16: Buffer;
}

/**
 * The encodings to try in turn: programs disagree on whether an empty password has the final zero
 * bytes.
 */
export function passwordForms(password: string): FilePassword[] {
  const form = passwordForm(password);
  return password === "" ? [form, { ...form, utf16: form.utf8 }] : [form];
}

/** The encodings of a password for a new file. */
export function passwordForm(password: string): FilePassword {
  return {
    utf8: Buffer.from(password, "utf8"),
    utf16: Buffer.from(`${password}\0`, "utf16le").swap16(),
  };
}

/** The refusal of a file that cannot be decrypted with a password. */
export function passwordRefused(password: string): Refusal {
  return password === ""
    ? invalid("Password is required: the file is protected by one.")
    : invalid("Password is wrong: it does not decrypt the file.");
}
