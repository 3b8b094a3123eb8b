import { expect, test } from "vitest";
import { testWorld } from "../../../../test/support/world.ts";
import { apiClient } from "./api-client.ts";

/** A client of a server that always sends this response, and the requests that it received. */
function clientOf(body: string, status = 200, apiKey?: string) {
  const requests: { url: string; headers: unknown }[] = [];
  const world = testWorld({
    fetch: async (input, init) => {
      requests.push({ url: String(input), headers: init?.headers });
      return new Response(body, { status });
    },
  });
  return { client: apiClient(world, "http://server.example//", apiKey), requests };
}

test("a request has the API key, if one is given", async () => {
  const [withKey, withoutKey] = [clientOf("{}", 200, "API-1"), clientOf("{}")];
  for (const { client } of [withKey, withoutKey]) await client.json("/api/ledger");
  const url = "http://server.example/api/ledger";
  expect(withKey.requests).toEqual([{ url, headers: { "X-Octopus-ApiKey": "API-1" } }]);
  expect(withoutKey.requests).toEqual([{ url, headers: {} }]);
});

test("a response body is returned as bytes or as JSON", async () => {
  const { client } = clientOf('{"Name":"é"}');
  expect(Buffer.from((await client.bytes("/a")) ?? []).toString()).toBe('{"Name":"é"}');
  expect(await client.json("/a")).toEqual({ Name: "é" });
});

test("an expected status is undefined", async () => {
  const { client } = clientOf("", 409);
  expect(await client.bytes("/a", [404, 409])).toBeUndefined();
  expect(await client.json("/a", [409])).toBeUndefined();
});

test.each([
  ["an error message", '{"ErrorMessage":"You need EventView."}', "You need EventView."],
  ["other text", "x".repeat(300), "x".repeat(200)],
])("a refused request fails with %s of the response", async (_, body, message) => {
  const { client } = clientOf(body, 403);
  await expect(client.json("/a", [404])).rejects.toMatchObject({
    name: "CommandError",
    message: `http://server.example/a answered 403: ${message}`,
  });
});

test("a server that cannot be reached is reported with the cause", async () => {
  const client = apiClient(testWorld(), "http://server.example", undefined);
  await expect(client.bytes("/a")).rejects.toMatchObject({
    name: "CommandError",
    message: "http://server.example cannot be reached.",
    cause: new TypeError("no network"),
  });
});

test("the ledger's files are read over the API; a missing one is undefined", async () => {
  const { client, requests } = clientOf("bytes");
  expect(Buffer.from((await client.files.readFile("tile/0/000", 100)) ?? []).toString()).toBe(
    "bytes",
  );
  expect(requests[0]?.url).toBe("http://server.example/api/ledger/tile/0/000");
  expect(await clientOf("", 404).client.files.readFile("tile/0/001", 100)).toBeUndefined();
  await expect(clientOf("", 500).client.files.readFile("tile/0/001", 100)).rejects.toThrow("500");
});
