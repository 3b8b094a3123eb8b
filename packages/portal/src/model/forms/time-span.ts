import { TIME_SPAN } from "@indelible/domain";

/** Units of a length of time, and how many seconds each has. */
export const TIME_UNITS = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 } as const;

/** A unit of a length of time. */
export type TimeUnit = keyof typeof TIME_UNITS;

/** A length of time as an amount and a unit: 90 minutes. */
export interface Duration {
  readonly amount: number;
  readonly unit: TimeUnit;
}

const wellFormed = new RegExp(TIME_SPAN);
const unitsByLength: readonly TimeUnit[] = ["days", "hours", "minutes"];

/** Whether a text is a length of time as the API writes it: `[days.]hours:minutes:seconds[.fraction]`. */
export function isTimeSpan(text: string): boolean {
  return wellFormed.test(text);
}

/** Reads a length of time in the largest unit without a remainder; undefined if it is malformed. */
export function parseTimeSpan(text: string): Duration | undefined {
  if (!isTimeSpan(text)) return undefined;
  const [, days = "0", hours, minutes, seconds] =
    /^(?:(\d+)\.)?(\d+):(\d+):(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  const total =
    Number(days) * TIME_UNITS.days +
    Number(hours) * TIME_UNITS.hours +
    Number(minutes) * TIME_UNITS.minutes +
    Number(seconds);
  const unit = unitsByLength.find((name) => total > 0 && total % TIME_UNITS[name] === 0);
  return { amount: total / TIME_UNITS[unit ?? "seconds"], unit: unit ?? "seconds" };
}

/** Writes a length of time as the API takes it, to the millisecond. */
export function formatTimeSpan({ amount, unit }: Duration): string {
  const milliseconds = Math.round(amount * TIME_UNITS[unit] * 1_000);
  const whole = Math.floor(milliseconds / 1_000);
  const days = Math.floor(whole / TIME_UNITS.days);
  const clock = [
    Math.floor(whole / TIME_UNITS.hours) % 24,
    Math.floor(whole / TIME_UNITS.minutes) % 60,
    whole % 60,
  ].map((part) => String(part).padStart(2, "0"));
  const fraction = milliseconds % 1_000;
  const end = fraction === 0 ? "" : `.${String(fraction).padStart(3, "0")}`;
  return `${days > 0 ? `${days}.` : ""}${clock.join(":")}${end}`;
}
