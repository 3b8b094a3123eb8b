import { Button, createTheme, type MantineColorsTuple } from "@mantine/core";

/** The one accent colour: ink, from a tint for backgrounds (0) to the deepest text (9). */
const ink: MantineColorsTuple = [
  "#eef0ff",
  "#dcdffa",
  "#b8bff2",
  "#929dea",
  "#8290f0",
  "#6572dd",
  "#5562d4",
  "#3f4bc4",
  "#353fa8",
  "#2a338a",
];

/** Neutral greys for the dark scheme, from text (0) to the page behind everything (9). */
const dark: MantineColorsTuple = [
  "#d5d8e0",
  "#b4b9c6",
  "#9aa1b1",
  "#69707f",
  "#3a404d",
  "#2c313c",
  "#22262f",
  "#181b22",
  "#12151b",
  "#0c0e13",
];

/** Looks of the whole portal: system fonts, one accent, tight corners. Components take tokens from here. */
export const theme = createTheme({
  colors: { ink, dark },
  primaryColor: "ink",
  primaryShade: 7,
  autoContrast: true,
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif',
  fontFamilyMonospace:
    'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace',
  components: { Button: Button.extend({ styles: { label: { fontWeight: 550 } } }) },
  headings: { fontWeight: "650", sizes: { h1: { fontSize: "1.5rem", lineHeight: "1.3" } } },
});
