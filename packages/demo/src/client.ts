/** A request of the demo that the server refused: the story and the server no longer agree. */
export class DemoError extends Error {
  override readonly name = "DemoError";
}

/** Who a client is to the server. */
export interface ClientIdentity {
  /** What it calls itself. */
  readonly userAgent: string;
  /** The address it comes from, as the proxy that the demo stands in for reports it. */
  readonly ipAddress: string;
}

/** A client of the API; every method fails with `DemoError` unless the server agrees. */
export interface Client {
  get<Answer>(path: string): Promise<Answer>;
  post<Answer>(path: string, body: object): Promise<Answer>;
  put<Answer>(path: string, body: object): Promise<Answer>;
  delete(path: string): Promise<void>;
}

/** A client that acts by an API key. */
export function keyClient(address: string, identity: ClientIdentity, apiKey: string): Client {
  return clientWith(address, { ...headersOf(identity), "x-octopus-apikey": apiKey });
}

/** Signs in by name and password, and gives a client that acts by the session's cookies. */
export async function signIn(
  address: string,
  identity: ClientIdentity,
  username: string,
  password: string,
): Promise<Client> {
  const credentials = { Username: username, Password: password, RememberMe: true };
  const headers = headersOf(identity);
  const response = await send(address, headers, "POST", "/api/users/login", credentials);
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(";", 1)[0] ?? "");
  const csrf = cookies.find((cookie) => cookie.startsWith("Octopus-Csrf-Token"))?.split("=")[1];
  return clientWith(address, {
    ...headers,
    cookie: cookies.join("; "),
    "x-octopus-csrf-token": decodeURIComponent(csrf ?? ""),
  });
}

function headersOf({ userAgent, ipAddress }: ClientIdentity): Record<string, string> {
  return { "user-agent": userAgent, "x-forwarded-for": ipAddress };
}

function clientWith(address: string, headers: Record<string, string>): Client {
  const ask = async <Answer>(method: string, path: string, body?: object) => {
    const response = await send(address, headers, method, path, body);
    return (await response.json()) as Answer;
  };
  return {
    get: (path) => ask("GET", path),
    post: (path, body) => ask("POST", path, body),
    put: (path, body) => ask("PUT", path, body),
    delete: async (path) => {
      await ask("DELETE", path);
    },
  };
}

async function send(
  address: string,
  headers: Record<string, string>,
  method: string,
  path: string,
  body: object | undefined,
): Promise<Response> {
  const response = await fetch(address + path, {
    method,
    headers: body === undefined ? headers : { ...headers, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (response.ok) return response;
  const answer = await response.text();
  throw new DemoError(`${method} ${path} was answered with ${response.status}: ${answer}`);
}
