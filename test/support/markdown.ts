/** A fenced block: ```json event gives the language `json` and the note `event`. */
export interface CodeBlock {
  readonly language: string;
  readonly note: string;
  readonly text: string;
}

/** The fenced blocks of a Markdown text, in order. */
export function codeBlocks(markdown: string): CodeBlock[] {
  const found = markdown.matchAll(/^```(\w*) ?(.*)\n([\s\S]*?)^```$/gm);
  return [...found].map(([, language = "", note = "", text = ""]) => ({ language, note, text }));
}

/** The rows of the table whose heading starts with these cells; cells without backticks. */
export function tableRows(markdown: string, ...heading: string[]): string[][] {
  const lines = markdown.split("\n");
  const start = lines.findIndex((line) => line.startsWith(`| ${heading.join(" | ")}`));
  if (start === -1) throw new Error(`There is no table with the heading ${heading.join(", ")}.`);
  const rows: string[][] = [];
  for (const line of lines.slice(start + 2)) {
    if (!line.startsWith("|")) break;
    rows.push(line.split("|").slice(1, -1).map(plain));
  }
  return rows;
}

/** Targets of the links and pictures of a Markdown text, without external ones. */
export function localLinks(markdown: string): string[] {
  const text = markdown.replace(/^```[\s\S]*?^```$/gm, "");
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g), ...text.matchAll(/src(?:set)?="([^"]+)"/g)];
  return links.map(([, target = ""]) => target).filter((target) => !/^(\w+:|#)/.test(target));
}

/** The inline code of a Markdown text. */
export function codeSpans(markdown: string): string[] {
  const text = markdown.replace(/^```[\s\S]*?^```$/gm, "");
  return [...text.matchAll(/`([^`\n]+)`/g)].map(([, span = ""]) => span);
}

function plain(cell: string): string {
  return cell.trim().replaceAll("`", "");
}
