/** A local time: `wall` has in UTC the fields of the local time. */
export interface ClockTime {
  readonly wall: Date;
  /** The offset from UTC in minutes. */
  readonly offset: number;
}

const DATE =
  /^(\d{4})[-/](\d\d?)[-/](\d\d?)(?:[T ](\d\d?):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)? ?(Z|[+-]\d\d:?\d\d)?$/i;

/**
 * Parses a date of RFC 3339, or `yyyy/MM/dd HH:mm:ss`; undefined for other texts and for days that
 * do not exist. Without an offset it is UTC.
 */
export function parseDate(text: string): ClockTime | undefined {
  const match = DATE.exec(text.trim());
  if (match === null) return undefined;
  const [, year, month = "", day = "", hour = "0", minute = "00", second = "00"] = match;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const fraction = (match[7] ?? "").slice(0, 3).padEnd(3, "0");
  const wall = new Date(`${date}T${hour.padStart(2, "0")}:${minute}:${second}.${fraction}Z`);
  if (Number.isNaN(wall.getTime()) || !wall.toISOString().startsWith(date)) return undefined;
  return { wall, offset: offsetOf(match[8] ?? "Z") };
}

function offsetOf(zone: string): number {
  if (zone.toUpperCase() === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith("-") ? -minutes : minutes;
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

const SPECIFIER = /y+|M+|d+|H+|h+|m+|s+|f{1,7}|t+|z+|K|'([^']*)'|"([^"]*)"|\\(.)/gs;

/** Formats a date by the custom format specifiers of .NET, in English; a single `o` is RFC 3339. */
export function formatDate(time: ClockTime, format: string): string {
  if (format.toLowerCase() === "o") return formatDate(time, "yyyy-MM-ddTHH:mm:ss.fffffffK");
  return format.replace(SPECIFIER, (specifier, ...[single, double, escaped]) => {
    return single ?? double ?? escaped ?? written(time, specifier);
  });
}

function written({ wall, offset }: ClockTime, specifier: string): string {
  const width = specifier.length;
  switch (specifier[0]) {
    case "y":
      return width > 2
        ? digits(wall.getUTCFullYear(), width)
        : digits(wall.getUTCFullYear() % 100, width);
    case "M":
      return named(MONTHS[wall.getUTCMonth()], width) ?? digits(wall.getUTCMonth() + 1, width);
    case "d":
      return named(DAYS[wall.getUTCDay()], width) ?? digits(wall.getUTCDate(), width);
    case "H":
      return digits(wall.getUTCHours(), width);
    case "h":
      return digits(((wall.getUTCHours() + 11) % 12) + 1, width);
    case "m":
      return digits(wall.getUTCMinutes(), width);
    case "s":
      return digits(wall.getUTCSeconds(), width);
    case "f":
      return `${digits(wall.getUTCMilliseconds(), 3)}0000`.slice(0, width);
    case "t":
      return (wall.getUTCHours() < 12 ? "AM" : "PM").slice(0, width);
    case "K":
      return offset === 0 ? "Z" : zone(offset, 3);
    default:
      return zone(offset, width);
  }
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

/**
 * The full name for four letters, the short one for three; undefined for fewer, which mean digits.
 */
function named(name: string | undefined, width: number): string | undefined {
  if (width < 3) return undefined;
  return width === 3 ? name?.slice(0, 3) : name;
}

function zone(offset: number, width: number): string {
  const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60];
  const sign = offset < 0 ? "-" : "+";
  return sign + digits(hours, Math.min(width, 2)) + (width > 2 ? `:${digits(minutes, 2)}` : "");
}
