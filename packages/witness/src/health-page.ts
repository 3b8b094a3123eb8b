import { hash } from "node:crypto";
import { REFUSAL_REASONS, refusalOf } from "./refusal.ts";
import type { WitnessAnswer } from "./witness-answer.ts";
import type { LogHealth, Refusals, WitnessHealth } from "./witness-health.ts";

const STYLE = `
:root { color-scheme: light dark; --quiet: light-dark(#5b6270, #a2a9b8);
  --line: light-dark(#d9dce3, #333846); --card: light-dark(#ffffff, #1b1e27);
  --good: light-dark(#11623a, #8fe0b4); --bad: light-dark(#a3242a, #ffb0b0); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1rem 3rem;
  font: 1rem/1.5 system-ui, sans-serif; color: light-dark(#1a1d24, #e8eaf0);
  background: light-dark(#f6f7f9, #12141a); }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 0 0 .75rem; overflow-wrap: anywhere; }
p { margin: .25rem 0 1rem; }
section { background: var(--card); border: 1px solid var(--line); border-radius: .5rem;
  padding: 1rem; margin: 1rem 0; }
dl { display: grid; grid-template-columns: 9rem 1fr; gap: .35rem 1rem; margin: 0; }
dt, .quiet { color: var(--quiet); }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
code { font: .875rem/1.5 ui-monospace, monospace; }
ul { margin: 0; padding: 0; list-style: none; }
a { color: light-dark(#1b55c4, #9dbcff); }
.good { color: var(--good); font-weight: 600; }
.bad { color: var(--bad); font-weight: 600; }
@media (max-width: 36rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .6rem; } }
`;

/** Nothing is loaded and no script runs: the style is named by its hash. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${hash("sha256", STYLE, "base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The page for people who want to know whether a witness works: HTML without scripts. */
export function healthPage(health: WitnessHealth): WitnessAnswer {
  return {
    status: 200,
    contentType: "text/html; charset=utf-8",
    headers: { "content-security-policy": POLICY, "referrer-policy": "no-referrer" },
    body: pageOf(health),
  };
}

function pageOf({ status, name, verifierKey, logs, refusals }: WitnessHealth): string {
  const state =
    status === "ok"
      ? '<span class="good">Working</span>'
      : '<span class="bad">Nothing is signed for at least one log</span>';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Witness ${escaped(name)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Witness ${escaped(name)}</h1>
<p class="quiet">It cosigns a checkpoint of a log only if that extends the one it cosigned before. The
same data as JSON: <a href="healthz">healthz</a></p>
<section>
<h2>This witness</h2>
<dl>
${fact("State", state)}
${fact("Verifier key", code(verifierKey))}
${fact("Other refusals", refusalList(refusals))}
</dl>
</section>
${logs.map(logSection).join("\n")}
<p class="quiet">Refusals are counted since the witness was started.</p>
</main>
</body>
</html>
`;
}

function logSection(log: LogHealth): string {
  const { origin, originHash, size, root, cosignedOn, problem, refusals } = log;
  const never = "Nothing cosigned yet";
  const facts = [
    problem === null ? "" : fact("Problem", `<span class="bad">${escaped(problem)}</span>`),
    size === null ? "" : fact("Entries", size.toLocaleString("en")),
    root === null ? "" : fact("Root hash", code(root)),
    problem === null ? fact("Last cosigned", cosignedOn === null ? never : time(cosignedOn)) : "",
    size === null ? "" : fact("Checkpoint", `<a href="${originHash}/checkpoint">signed note</a>`),
    fact("Refused", refusalList(refusals)),
  ];
  const shown = facts.filter((text) => text !== "").join("\n");
  return `<section>\n<h2>Log ${escaped(origin)}</h2>\n<dl>\n${shown}\n</dl>\n</section>`;
}

function refusalList(refusals: Refusals): string {
  const items = REFUSAL_REASONS.flatMap((reason) => {
    const count = refusals[reason];
    if (count === undefined) return [];
    const { message } = refusalOf(reason);
    return [`<li>${count.toLocaleString("en")} × ${code(reason)}: ${escaped(message)}</li>`];
  });
  return items.length === 0 ? "None" : `<ul>${items.join("")}</ul>`;
}

function fact(name: string, html: string): string {
  return `<dt>${name}</dt><dd>${html}</dd>`;
}

function code(text: string): string {
  return `<code>${escaped(text)}</code>`;
}

function time(iso: string): string {
  const shown = iso.replace("T", " ").replace(/(\.\d+)?Z$/, " UTC");
  return `<time datetime="${iso}">${shown}</time>`;
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
