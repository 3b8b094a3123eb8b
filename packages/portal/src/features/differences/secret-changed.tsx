import { Tooltip } from "@mantine/core";
import { LockIcon } from "lucide-react";
import classes from "./differences.module.css";
import { isIndicator, shortIndicator } from "./secret.ts";

/** Says that a secret was set without showing it. The tooltip distinguishes one change from another. */
export function SecretChanged({ indicator }: { indicator: unknown }) {
  return <Secret indicator={indicator} text="Secret value changed" />;
}

/** The placeholder of a secret in a document. */
export function SecretValue({ indicator }: { indicator: unknown }) {
  return <Secret indicator={indicator} text="Secret value" />;
}

function Secret({ indicator, text }: { indicator: unknown; text: string }) {
  const mark = isIndicator(indicator) ? `Indicator ${shortIndicator(indicator)}…` : "Removed";
  return (
    <Tooltip label={mark} events={{ hover: true, focus: true, touch: true }}>
      <button type="button" className={classes.secret}>
        <LockIcon size={15} strokeWidth={1.8} aria-hidden="true" />
        {text}
      </button>
    </Tooltip>
  );
}
