import type { ReactNode } from "react";
import classes from "./facts.module.css";

/** Facts under their names, in two columns where there is room. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className={classes.facts}>{children}</dl>;
}

interface FactProps {
  readonly name: string;
  /** Whether it takes the whole width. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** One fact. Nothing is shown without a value. */
export function Fact({ name, wide = false, children }: FactProps) {
  if (!children) return null;
  return (
    <div className={classes.fact} data-wide={wide || undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
