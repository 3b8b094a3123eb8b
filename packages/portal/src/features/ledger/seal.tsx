import { Tooltip, VisuallyHidden } from "@mantine/core";
import { BadgeCheckIcon, CircleDashedIcon } from "lucide-react";
import { useLedgerIndex } from "../../api/events.ts";
import type { EventResource } from "../../model/answers/resources.ts";
import classes from "./seal.module.css";

/** Whether an event is recorded only or already in the ledger, and at which place. */
export function Seal({ event }: { event: EventResource }) {
  const index = useLedgerIndex(event);
  if (index === null) {
    return (
      <Tooltip label="Recorded. It is added to the ledger within seconds.">
        <span className={classes.seal}>
          <CircleDashedIcon size={14} strokeWidth={1.8} aria-hidden="true" /> recorded
        </span>
      </Tooltip>
    );
  }
  return (
    <Tooltip label={`Provable: entry ${index} of the ledger`}>
      <span className={classes.seal} data-provable>
        <BadgeCheckIcon size={14} strokeWidth={1.8} aria-hidden="true" />
        <span aria-hidden="true">{index}</span>
        <VisuallyHidden>{`provable, ledger entry ${index}`}</VisuallyHidden>
      </span>
    </Tooltip>
  );
}
