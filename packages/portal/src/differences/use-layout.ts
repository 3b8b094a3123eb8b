import { useLocalStorage } from "@mantine/hooks";

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
