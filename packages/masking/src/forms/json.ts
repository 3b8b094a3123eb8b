/** How an encoder differs from that of ECMAScript; applied to the result of that one. */
interface Style {
  /** The characters that it writes as `\u` and four digits, also after a backslash. */
  readonly byCode: RegExp;
  readonly isUpperCase: boolean;
}

const STYLES: readonly Style[] = [
  { byCode: /[^\0-\x7f]$/, isUpperCase: false }, // Python, PHP
  { byCode: /[^\0-\x7f]$/, isUpperCase: true }, // Java
  { byCode: /[<>&\u2028\u2029]$/, isUpperCase: false }, // Go
  { byCode: /[<>&'\u0085\u2028\u2029]$/, isUpperCase: false }, // Windows PowerShell
  { byCode: /["&'+<>`\x7f]$|[^\0-\x7f]$/, isUpperCase: true }, // .NET
];

// An escape, or a character that some style escapes.
const UNITS = /\\u[0-9a-f]{4}|\\.|["&'+<>`\x7f]|[^\0-\x7f]/g;

/** The forms of a text within a JSON string (RFC 8259, section 7), with `/` escaped or not. */
export function jsonForms(text: string): string[] {
  const usual = JSON.stringify(text).slice(1, -1);
  const forms = [usual, ...STYLES.map((style) => inStyle(usual, style))];
  return forms.flatMap((form) => [form, form.replaceAll("/", "\\/")]);
}

function inStyle(usual: string, { byCode, isUpperCase }: Style): string {
  return usual.replace(UNITS, (unit) => {
    const isCode = unit.startsWith("\\u");
    if (!isCode && !byCode.test(unit)) return unit;
    const code = isCode ? unit.slice(2) : codeOf(unit);
    return `\\u${isUpperCase ? code.toUpperCase() : code}`;
  });
}

function codeOf(unit: string): string {
  return unit
    .charCodeAt(unit.length - 1)
    .toString(16)
    .padStart(4, "0");
}
