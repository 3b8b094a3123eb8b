import { SegmentedControl } from "@mantine/core";
import { type DifferenceLayout, useLayout } from "./use-layout.ts";

/** Switches between old and new side by side and one after the other. */
export function LayoutSwitch() {
  const [layout, setLayout] = useLayout();
  return (
    <SegmentedControl<DifferenceLayout>
      size="xs"
      visibleFrom="sm"
      aria-label="Layout of the difference"
      value={layout}
      onChange={setLayout}
      data={[
        { value: "side-by-side", label: "Side by side" },
        { value: "inline", label: "Inline" },
      ]}
    />
  );
}
