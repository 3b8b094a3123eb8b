import { describe, expect, test } from "vitest";
import { chosenVersion, parsePackageChoice } from "./package-choice.ts";

describe("choices of packages", () => {
  const action = { stepName: "Site", actionName: "Deploy site", feedId: "feeds-builtin" };
  const web = { ...action, name: "", packageId: "Shop.Web" };
  const tools = { ...action, name: "tools", packageId: "Tools" };

  test.each([
    [["Shop.Web:1.0.0"], "1.0.0", undefined],
    [["shop.web:1.0.0", "Tools:2.0.0"], "1.0.0", "2.0.0"],
    [["Site:3.0.0"], "3.0.0", "3.0.0"],
    [["Deploy site:3.0.0", "Site:tools:4.0.0"], "3.0.0", "4.0.0"],
    [["*:tools:4.0.0"], undefined, "4.0.0"],
    [["Site:*:5.0.0"], "5.0.0", "5.0.0"],
    [["9.0.0", "Tools:1.0.0"], "9.0.0", "1.0.0"],
    [["*:9.0.0"], "9.0.0", "9.0.0"],
    [["Other:1.0.0"], undefined, undefined],
  ])("%j", (texts, forWeb, forTools) => {
    const choices = texts.flatMap((text) => parsePackageChoice(text) ?? []);
    expect(choices).toHaveLength(texts.length);
    expect([chosenVersion(choices, web), chosenVersion(choices, tools)]).toEqual([
      forWeb,
      forTools,
    ]);
  });

  test.each(["", "a:", ":1.0.0", "a::1.0.0", "a:b:c:1.0.0"])("'%s' is not a choice", (text) => {
    expect(parsePackageChoice(text)).toBeUndefined();
  });
});
