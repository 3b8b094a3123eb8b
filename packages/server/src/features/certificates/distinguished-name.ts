import type { AttributeTypeAndValue, Name } from "@peculiar/asn1-x509";

/** Keywords of attributes (RFC 4514, section 3, and others that certificates use). */
const KEYWORDS: Readonly<Record<string, string>> = {
  "2.5.4.3": "CN",
  "2.5.4.4": "SN",
  "2.5.4.5": "SERIALNUMBER",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.9": "STREET",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "2.5.4.12": "T",
  "2.5.4.42": "G",
  "0.9.2342.19200300.100.1.1": "UID",
  "0.9.2342.19200300.100.1.25": "DC",
  "1.2.840.113549.1.9.1": "E",
};

/** The identifiers of the attributes that have their own fields. */
export const ATTRIBUTE = { commonName: "2.5.4.3", organization: "2.5.4.10" } as const;

/**
 * A name as text, the most specific part first, in the format of RFC 4514 with a space after each
 * comma: `CN=www.example.org, O=Example`.
 */
export function distinguishedName(name: Name): string {
  const parts = [...name].reverse();
  return parts.map((part) => [...part].map(attributeText).join("+")).join(", ");
}

/** The value of the last, most specific attribute of a type; null if there is none. */
export function attributeOf(name: Name, type: string): string | null {
  const found = [...name].flatMap((part) => [...part].filter((each) => each.type === type)).at(-1);
  return found === undefined ? null : found.value.toString();
}

function attributeText({ type, value }: AttributeTypeAndValue): string {
  return `${KEYWORDS[type] ?? type}=${escaped(value.toString())}`;
}

/** Escapes special characters, and spaces at the ends (RFC 4514, section 2.4). */
function escaped(value: string): string {
  return value
    .replaceAll(/[\\",+;<>]/g, "\\$&")
    .replaceAll("\0", "\\00")
    .replace(/^[ #]/, "\\$&")
    .replace(/ $/, "\\ ");
}
