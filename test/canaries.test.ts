import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { captureLog } from "./support/captured-log.ts";
import {
  bash,
  type Deploying,
  type DeployingServer,
  manual,
  startDeploying,
  step,
} from "./support/deploying.ts";

/** Recognisable, and long enough that no part of it occurs elsewhere by chance. */
function canary(place: string): string {
  return `Canary/${place}?${"0123456789abcdef"}&of it`;
}

const PLACES = [
  "variable",
  "library",
  "property",
  "prompt",
  "account",
  "token",
  "key",
  "passphrase",
  "certificate",
  "feed",
  "output",
  "user",
] as const;
type Place = (typeof PLACES)[number];

const CANARIES = Object.fromEntries(PLACES.map((place) => [place, canary(place)])) as Record<
  Place,
  string
>;

/** All forms in which a secret can be found by a search. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const shifted = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    // The first and the last characters depend on the text around it.
    return text.slice(offset === 0 ? 0 : 4, -4);
  });
  const urlSafe = shifted.map((text) => text.replaceAll("+", "-").replaceAll("/", "_"));
  const hex = bytes.toString("hex");
  const url = encodeURIComponent(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  return [secret, json, ...shifted, ...urlSafe, hex, hex.toUpperCase(), url, url.toLowerCase()];
}

const FORMS = PLACES.flatMap((place) =>
  formsOf(CANARIES[place]).map((form) => ({ place, form: form.toLowerCase() })),
);

/** The places whose secrets a text contains, in any form. */
function leaked(text: string): string[] {
  const lower = text.toLowerCase();
  const plain = lower.replace(/\s+/g, "");
  return [
    ...new Set(
      FORMS.filter(
        ({ form }) => lower.includes(form) || plain.includes(form.replace(/\s+/g, "")),
      ).map(({ place }) => place),
    ),
  ];
}

// The script contains its secrets backwards, because the process itself is not secret.
const PRINTS = `
p="$(get_octopusvariable Password)"
echo "plain $p"; echo "$p" | base64 -w 20; printf 'x%s' "$p" | base64
printf '%s' "$p" | od -An -tx1 | tr -d ' \\n'; echo
for name in Password Library Pin "Account.Password" "Certificate.Password"; do
  v="$(get_octopusvariable "$name")"; printf '%s\\n%s\\n' "\${v:0:9}" "\${v:9}"; echo "$v" >&2
done
ps axww -o args; cat /proc/self/environ | tr '\\0' '\\n'; ls -la; cat ./* 2>/dev/null
set_octopusvariable Made "$(echo '${[...CANARIES.output].reverse().join("")}' | rev)" -sensitive
`;

describe("a secret is never seen again", () => {
  let deploying: DeployingServer;
  let on: Deploying;
  const serverLog = captureLog();

  beforeAll(async () => {
    deploying = await startDeploying({ log: serverLog });
    on = deploying.on;
  });
  afterAll(() => deploying.close());

  const secret = (NewValue: string) => ({ HasValue: true, NewValue });

  async function plantEverywhere() {
    const account = await on.call("POST", "accounts", {
      Name: "With password",
      AccountType: "UsernamePassword",
      Username: "someone",
      Password: secret(CANARIES.account),
    });
    await on.call("POST", "accounts", {
      Name: "With key",
      AccountType: "SshKeyPair",
      Username: "someone",
      PrivateKeyFile: secret(CANARIES.key),
      PrivateKeyPassphrase: secret(CANARIES.passphrase),
    });
    await on.call("POST", "accounts", {
      Name: "With token",
      AccountType: "Token",
      Token: secret(CANARIES.token),
    });
    const certificate = await on.call("POST", "certificates", {
      Name: "Shop",
      CertificateData: secret(protectedPfx(deploying.folder, CANARIES.certificate)),
      Password: secret(CANARIES.certificate),
    });
    await on.server.call("POST", "/api/users", {
      Username: "carol",
      DisplayName: "Carol",
      Password: CANARIES.user,
    });
    const library = await on.call("POST", "libraryvariablesets", { Name: "Shared" });
    await on.call("PUT", `variables/${library.VariableSetId}`, {
      Variables: [{ Name: "Library", Value: CANARIES.library, Type: "Sensitive" }],
    });
    return { account, certificate, library };
  }

  test("whatever is done with it, in any place", async () => {
    const { account, certificate, library } = await plantEverywhere();
    const property = { "My.Secret": { IsSensitive: true, Value: CANARIES.property } };
    const project = await on.project(
      [
        step(bash("Print", PRINTS, property)),
        step(manual("Ask", "Is #{Password} well?")),
        step(
          bash(
            "After",
            'made="$(get_octopusvariable "Octopus.Action[Print].Output.Made")"; echo "$made"; fail_step "because of $made"',
          ),
        ),
      ],
      [
        { Name: "Password", Value: CANARIES.variable, Type: "Sensitive" },
        { Id: "pin", Name: "Pin", Value: null, Type: "Sensitive", Prompt: { Label: "Pin" } },
        { Name: "Account", Value: account.Id, Type: "UsernamePasswordAccount" },
        { Name: "Certificate", Value: certificate.Id, Type: "Certificate" },
      ],
    );
    await on.call("PUT", `projects/${project}`, { IncludedLibraryVariableSetIds: [library.Id] });
    const { TaskId } = await on.queue(project, await on.environment(), {
      FormValues: { Pin: CANARIES.prompt },
    });
    await on.runAll();
    const { Items } = await on.call("GET", `interruptions?regarding=${TaskId}`);
    expect(Items[0].Form.Values.Instructions).toBe("Is ******** well?");
    await on.call("PUT", `interruptions/${Items[0].Id}/responsible`);
    await on.call("POST", `interruptions/${Items[0].Id}/submit`, { Result: "Proceed" });
    await on.runAll();
    const log = await on.log(TaskId);
    const task = await on.task(TaskId);
    expect([task.State, task.ErrorMessage], log).toEqual(["Failed", "because of ********"]);
    expect(log).toContain("plain ********");
    expect(leaked(log)).toEqual([]);

    // Changed, and sent with errors: refusals must not repeat it.
    await on.call("PUT", `projects/${project}/variables`, {
      Variables: [{ Name: "Password", Value: `${CANARIES.variable}2`, Type: "Sensitive" }],
    });
    const refusals = [
      ["POST", "/api/accounts", { Name: 3, Password: CANARIES.account, AccountType: "nonsense" }],
      ["POST", "/api/certificates", { Name: "x", CertificateData: secret(CANARIES.certificate) }],
      ["POST", "/api/users/login", { Username: "carol", Password: `${CANARIES.user}!` }],
    ] as const;
    for (const [method, url, body] of refusals) {
      const { status, text } = await on.server.call(method, url, body);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(leaked(text), `${method} ${url}`).toEqual([]);
    }

    await expectNothingIn("every answer of the API", answers());
    await expectNothingIn("the whole database", dump());
    expect(leaked(serverLog.lines.join(""))).toEqual([]);
    expect(leaked(execFileSync("ps", ["axww", "-o", "args"], { encoding: "utf8" }))).toEqual([]);
    expect(readFolder(deploying.folder).filter((text) => leaked(text).length > 0)).toEqual([]);
  }, 120_000);

  async function expectNothingIn(what: string, texts: AsyncIterable<[string, string]>) {
    const found: string[] = [];
    let seen = 0;
    for await (const [name, text] of texts) {
      seen += text.length;
      const places = leaked(text);
      if (places.length > 0) found.push(`${name}: ${places.join(", ")}`);
    }
    expect(seen, what).toBeGreaterThan(10_000);
    expect(found, what).toEqual([]);
  }

  /** The responses of all routes to GET, for each existing document. */
  async function* answers(): AsyncGenerator<[string, string]> {
    const text =
      "select id, type from trail.documents union all select id, 'ServerTasks' from server.tasks";
    const rows = await deploying.database.query<{ id: string; type: string }>(
      { name: "", text },
      [],
    );
    for (const { method, path } of on.server.routes) {
      if (method !== "GET" || path.includes("/export")) continue;
      const type = on.server.trail.types.get(typeOfRoute(path) ?? "")?.prefix;
      const ids = path.includes(":") ? rows.filter((row) => row.type === type) : [{ id: "" }];
      for (const { id } of ids) {
        const url = `/api${path.replace(":id", id).replace(/:\w+/g, id)}`;
        yield [url, (await on.server.call("GET", url)).text];
      }
    }
    const events = await on.server.call("GET", "/api/events?take=10000&spaces=all");
    yield ["events", events.text];
    yield ["CSV", (await on.server.call("GET", "/api/events?asCsv=true&spaces=all")).text];
  }

  function typeOfRoute(path: string): string | undefined {
    const [, route] = path.split("/");
    const types = [...on.server.trail.types.values()] as { prefix: string; route?: string }[];
    return types.find((type) => type.route === route)?.prefix;
  }

  /** Every row of every table as text; binary values in hexadecimal. */
  async function* dump(): AsyncGenerator<[string, string]> {
    const text = `select table_schema || '.' || table_name as name from information_schema.tables
      where table_schema in ('trail', 'trail_meta', 'server')`;
    for (const { name } of await deploying.database.query<{ name: string }>(
      { name: "", text },
      [],
    )) {
      const rows = `select coalesce(string_agg(t::text, e'\\n'), '') as text from ${name} as t`;
      const [row] = await deploying.database.query<{ text: string }>({ name: "", text: rows }, []);
      yield [name, row?.text ?? ""];
    }
  }
});

/** A file whose key is protected by a password, in base64. */
function protectedPfx(folder: string, password: string): string {
  const [key, certificate, pfx] = ["k.pem", "c.pem", "c.pfx"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const run = (...args: string[]) => execFileSync("openssl", args, { stdio: "ignore" });
  run(
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-keyout",
    key,
    "-out",
    certificate,
    "-subj",
    "/CN=shop",
  );
  run(
    "pkcs12",
    "-export",
    "-inkey",
    key,
    "-in",
    certificate,
    "-out",
    pfx,
    "-passout",
    `pass:${password}`,
  );
  const text = readFileSync(pfx).toString("base64");
  for (const file of [key, certificate, pfx]) rmSync(file);
  return text;
}

function readFolder(folder: string): string[] {
  const files = execFileSync("find", [folder, "-type", "f"], { encoding: "utf8" });
  return files.split("\n").flatMap((file) => (file === "" ? [] : [readFileSync(file, "latin1")]));
}
