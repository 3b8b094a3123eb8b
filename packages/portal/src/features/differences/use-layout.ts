import { useLocalStorage } from "@mantine/hooks";
import { useNarrow } from "../../ui/use-narrow.ts";

/** How old and new are laid out. */
export type DifferenceLayout = "side-by-side" | "inline";

/** The layout that the viewer chose, stored in the browser, and the function to change it. */
export function useLayout(): [DifferenceLayout, (layout: DifferenceLayout) => void] {
  const [layout, setLayout] = useLocalStorage<DifferenceLayout>({
    key: "indelible.difference-layout",
    defaultValue: "side-by-side",
    getInitialValueInEffect: false,
  });
  return [layout === "inline" ? "inline" : "side-by-side", setLayout];
}

/** The layout to show: the chosen one, but always inline on a narrow page. */
export function useShownLayout(): DifferenceLayout {
  const [layout] = useLayout();
  return useNarrow() ? "inline" : layout;
}
