import { SegmentedControl } from "@mantine/core";
import {
  type AuditFilters,
  reachesBeyondSpace,
  spacesChosen,
  withEverySpace,
} from "../../model/audit/filters.ts";
import type { FiltersProps } from "./filters-props.ts";

/** Switches between the events of this space and those of every space and of none. */
export function ReachSwitch({ filters, onChange }: FiltersProps) {
  return (
    <SegmentedControl
      aria-label="Reach"
      value={reachOf(filters)}
      onChange={(value) => {
        if (value !== "chosen") onChange(withEverySpace(filters, value === "everything"));
      }}
      data={[
        { value: "space", label: "This space" },
        { value: "everything", label: "Everything" },
        ...(spacesChosen(filters).length > 0 ? [{ value: "chosen", label: "Chosen spaces" }] : []),
      ]}
    />
  );
}

function reachOf(filters: AuditFilters): "chosen" | "everything" | "space" {
  if (spacesChosen(filters).length > 0) return "chosen";
  return reachesBeyondSpace(filters) ? "everything" : "space";
}
