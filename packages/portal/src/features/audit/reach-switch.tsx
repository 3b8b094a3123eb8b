import { SegmentedControl } from "@mantine/core";
import { reachesBeyondSpace, withEverySpace } from "../../model/audit/filters.ts";
import type { FiltersProps } from "./filters-props.ts";

/** Switches between the events of this space and those of every space and of none. */
export function ReachSwitch({ filters, onChange }: FiltersProps) {
  return (
    <SegmentedControl
      aria-label="Reach"
      value={reachesBeyondSpace(filters) ? "everything" : "space"}
      onChange={(value) => onChange(withEverySpace(filters, value === "everything"))}
      data={[
        { value: "space", label: "This space" },
        { value: "everything", label: "Everything" },
      ]}
    />
  );
}
