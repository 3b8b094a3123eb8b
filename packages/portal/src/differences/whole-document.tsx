import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import classes from "./differences.module.css";
import { PropertyTree } from "./property-tree.tsx";
import { splitBlank } from "./tree-entries.ts";

/** A whole document as properties; those that say nothing wait behind a button. */
export function WholeDocument({ value }: { value: unknown }) {
  const [shown, { toggle }] = useDisclosure();
  const { told, blank } = splitBlank(value);
  const count = Object.keys(blank).length;
  return (
    <div className={classes.panel}>
      <PropertyTree value={shown ? value : told} />
      {count > 0 && (
        <Button variant="subtle" size="compact-xs" mt="xs" onClick={toggle} aria-expanded={shown}>
          {shown ? "Hide what is not set" : `Show ${count} not set`}
        </Button>
      )}
    </div>
  );
}
