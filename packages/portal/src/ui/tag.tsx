import type { ReactNode } from "react";
import classes from "./tag.module.css";

interface TagProps {
  /** One of the tones of `styles.css`; without one it is grey. */
  readonly tone?: string | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** One or two highlighted words: a state, a kind. */
export function Tag({ tone, className, children }: TagProps) {
  return (
    <span className={`${classes.tag} ${className ?? ""}`} data-tone={tone ?? "plain"}>
      {children}
    </span>
  );
}
