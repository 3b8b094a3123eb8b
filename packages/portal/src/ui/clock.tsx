import { createContext, type ReactNode, useContext, useEffect, useState } from "react";

/** Tells the time in ms since the epoch. */
export type Clock = () => number;

/** How often relative times on the page are brought up to date, in ms. */
const TICK_MS = 30_000;

const NowContext = createContext(0);

/** Provides the time of `now` to the components below, updated every 30 seconds. */
export function ClockProvider({ now, children }: { now: Clock; children: ReactNode }) {
  const [time, setTime] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setTime(now()), TICK_MS);
    return () => clearInterval(timer);
  }, [now]);
  return <NowContext value={time}>{children}</NowContext>;
}

/** The current time in ms since the epoch, good enough for words like "3 minutes ago". */
export function useNow(): number {
  return useContext(NowContext);
}
