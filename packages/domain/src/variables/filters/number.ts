// A double cannot represent every decimal number with more digits.
const MAX_DIGITS = 15;

/** Maximum characters of a custom format. */
const MAX_FORMAT_LENGTH = 100;

/** Parses a decimal number, with or without commas between thousands; undefined for other texts. */
export function parseNumber(text: string): number | undefined {
  const plain = text.trim().replace(/(?<=\d),(?=\d{3}(?!\d))/g, "");
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain)) return undefined;
  return plain.replace(/\D/g, "").length <= MAX_DIGITS ? Number(plain) : undefined;
}

/**
 * Formats a number by a standard format of .NET (C, D, F, N, P or X with a precision) or by a
 * custom one of `0 # , .` with text around it, in English and dollars; undefined for other formats.
 */
export function formatNumber(value: number, format: string): string | undefined {
  const [, letter, precision = ""] = /^([CDFNPX])(\d{0,2})$/i.exec(format) ?? [];
  if (letter !== undefined) return standard(value, letter, precision);
  return custom(value, format);
}

function standard(value: number, letter: string, precision: string): string | undefined {
  const digits = precision === "" ? 2 : Number(precision);
  const sign = value < 0 ? "-" : "";
  const size = Math.abs(value);
  switch (letter.toUpperCase()) {
    case "C":
      return `${sign}$${grouped(size.toFixed(digits))}`;
    case "F":
      return sign + size.toFixed(digits);
    case "N":
      return sign + grouped(size.toFixed(digits));
    case "P":
      return `${sign}${grouped((size * 100).toFixed(digits))}%`;
    case "D":
      return Number.isInteger(value)
        ? sign + String(size).padStart(Number(precision), "0")
        : undefined;
    default:
      return hexadecimal(value, letter, Number(precision));
  }
}

function hexadecimal(value: number, letter: string, width: number): string | undefined {
  if (!Number.isInteger(value) || value < 0) return undefined;
  const digits = value.toString(16).padStart(width, "0");
  return letter === "X" ? digits.toUpperCase() : digits;
}

function custom(value: number, format: string): string | undefined {
  if (format.length > MAX_FORMAT_LENGTH) return undefined;
  const parts = /^([^0#.,;%'"\\]*)([0#][0#,]*)(?:\.([0#]*))?([^0#.,;%'"\\]*)$/.exec(format);
  if (parts === null) return undefined;
  const [, before, whole = "", fraction = "", after] = parts;
  const [units = "", decimals = ""] = Math.abs(value).toFixed(fraction.length).split(".");
  const least = whole.replace(/[^0]/g, "").length;
  const integer = (units === "0" && least === 0 ? "" : units).padStart(least, "0");
  const kept = withoutOptional(decimals, fraction);
  const sign = value < 0 ? "-" : "";
  const shown = whole.includes(",") ? grouped(integer) : integer;
  return `${sign}${before}${shown}${kept === "" ? "" : `.${kept}`}${after}`;
}

/** The decimals without trailing zeros for which the format has no `0`. */
function withoutOptional(decimals: string, fraction: string): string {
  const least = fraction.lastIndexOf("0") + 1;
  return decimals.slice(0, least) + decimals.slice(least).replace(/0+$/, "");
}

function grouped(digits: string): string {
  const [units = "", decimals] = digits.split(".");
  const thousands = units.replace(/\B(?=(\d{3})+$)/g, ",");
  return decimals === undefined ? thousands : `${thousands}.${decimals}`;
}
