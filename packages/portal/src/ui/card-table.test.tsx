import { expect, it } from "vitest";
import { renderPart } from "../testing/render.tsx";
import { CardTable } from "./card-table.tsx";

it("a table has its headings in a head and its rows in a body", async () => {
  const { html } = await renderPart(
    <CardTable head={<th>Name</th>}>
      <tr>
        <td>Web shop</td>
      </tr>
    </CardTable>,
  );
  expect(html).toMatch(/<thead.*<th>Name<\/th>.*<\/thead>.*<tbody.*Web shop.*<\/tbody>/s);
});
