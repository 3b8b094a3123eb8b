import { useLocalStorage } from "@mantine/hooks";
import { useNarrow } from "../../ui/use-narrow.ts";

/** How old and new are laid out. */
export type DifferenceLayout = "side-by-side" | "inline";

/** The layout the viewer chose, remembered by the browser, and the way to choose another. */
export function useLayout(): [DifferenceLayout, (layout: DifferenceLayout) => void] {
  const [layout, setLayout] = useLocalStorage<DifferenceLayout>({
    key: "indelible.difference-layout",
    defaultValue: "side-by-side",
    getInitialValueInEffect: false,
  });
  return [layout === "inline" ? "inline" : "side-by-side", setLayout];
}

/** The layout to show: the chosen one, save that a narrow page has no room for two sides. */
export function useShownLayout(): DifferenceLayout {
  const [layout] = useLayout();
  return useNarrow() ? "inline" : layout;
}
