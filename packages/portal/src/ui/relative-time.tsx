import { exactTime, relativeTime } from "../model/format/time.ts";
import { useNow } from "./clock.tsx";

/** A time as "2 hours ago" or "in 3 days", with the exact time as its title. `at` is ISO 8601. */
export function RelativeTime({ at }: { at: string }) {
  const instant = Date.parse(at);
  return (
    <time dateTime={at} title={exactTime(instant)}>
      {relativeTime(instant, useNow())}
    </time>
  );
}
