import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { PropertyTree } from "./property-tree.tsx";
import { splitBlank } from "./tree-entries.ts";

/** A value as properties. Properties without a value are hidden behind a button. */
export function DocumentTree({ value }: { value: unknown }) {
  const [shown, { toggle }] = useDisclosure();
  const { set, blank } = splitBlank(value);
  const count = Object.keys(blank).length;
  return (
    <>
      <PropertyTree value={shown ? value : set} />
      {count > 0 && (
        <Button
          variant="transparent"
          size="compact-xs"
          px={0}
          c="var(--portal-accent)"
          onClick={toggle}
          aria-expanded={shown}
        >
          {shown ? "Hide what is not set" : `Show ${count} not set`}
        </Button>
      )}
    </>
  );
}
