// How firm the places are: which choice moves ranks, where a rank may lie, tiers, swaps.

const half = 0.5;
const placed = (names) => (at) => `${units.rank[at]}  ${names[at]}`;

function drawFirm() {
  if (!data.firm) return;
  const { bands, tiers, choices, swaps } = data.firm;
  const names = labels();
  const label = placed(names);
  const fitted = (name, rows, limit = 104) => (specification) => {
    if (narrow(name)) slim(specification, limit);
    return tall(specification, rows);
  };
  const cells = bands.map(([at, low, high, share]) => ({
    label: label(at), low, high, left: low - half, right: high + half, share,
  }));
  draw("acceptability", { bands: cells }, fitted("acceptability", data.firm.shown));
  const bars = tiers.map(({ tier, first, last, count, named }) => ({
    tier, count, left: first - half, right: last + half, members: membersOf(named, count, names),
  }));
  draw("tiers", { tiers: bars }, (specification) => {
    if (narrow("tiers")) specification.layer.pop(); // the names; they stand in the table
    return tall(specification, bars.length);
  });
  const indices = choices.flatMap((choice) => ["first", "total"].filter((name) => choice[name]).map((name) => ({
    choice: text(choice.title), measure: name,
    estimate: choice[name][0], low: choice[name][1], high: choice[name][2],
  })));
  draw("choices", { choices: indices }, fitted("choices", choices.length));
  const pairs = swaps.map(([above, below, distance]) => ({
    pair: `${label(above)} ← ${names[below]}`, distance,
  }));
  draw("swaps", { swaps: pairs }, fitted("swaps", pairs.length, 170));
}
function slim(specification, limit) {
  for (const { encoding } of specification.layer) {
    encoding.y.axis.labelLimit = limit;
    if (encoding.color && encoding.color.type === "nominal") specification.config.legend.direction = "vertical";
  }
}
function membersOf(named, count, names) {
  const comma = state.lang === "zh" ? "、" : ", ";
  return named.map((at) => names[at]).join(comma) + (count > named.length ? ` … (${count})` : "");
}
listeners.language.push(drawFirm);
