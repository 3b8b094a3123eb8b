import { Button, Text } from "@mantine/core";
import { useState } from "react";
import type { ChangeDetails } from "../../model/answers/resources.ts";
import { ChangeBlock } from "./change-block.tsx";
import classes from "./differences.module.css";
import { type ReadableChange, readableChanges } from "./readable-changes.ts";
import { WholeDocument } from "./whole-document.tsx";

/** Changes shown at first and added by each "Show more". */
const CHANGES_PER_STEP = 50;

/** The changes of an event, or the whole document when it was created or deleted. */
export function EventDifference({ details }: { details: ChangeDetails | null | undefined }) {
  if (!details?.DocumentContext) return <Quiet>This event changed no document.</Quiet>;
  if (!details.Differences?.length) return <WholeDocument value={details.DocumentContext} />;
  const changes = readableChanges(details);
  if (changes === null)
    return (
      <>
        <Quiet>
          The differences cannot be applied to the recorded document. This is what was recorded:
        </Quiet>
        <WholeDocument value={details.Differences} />
      </>
    );
  return <Changes changes={changes} />;
}

function Changes({ changes }: { changes: readonly ReadableChange[] }) {
  const [shown, setShown] = useState(CHANGES_PER_STEP);
  return (
    <ol className={classes.changes}>
      {changes.slice(0, shown).map((change, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an event's changes never change or move
        <li key={index}>
          <ChangeBlock change={change} />
        </li>
      ))}
      {shown < changes.length && (
        <li>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => setShown(shown + CHANGES_PER_STEP)}
          >
            {`Show more of ${changes.length} changes`}
          </Button>
        </li>
      )}
    </ol>
  );
}

function Quiet({ children }: { children: string }) {
  return (
    <Text size="sm" className="quiet">
      {children}
    </Text>
  );
}
