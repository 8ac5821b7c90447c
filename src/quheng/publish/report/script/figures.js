// Charts: a specification of the language in force, with the page's data put in by name.

const canDraw = figures !== null && typeof vegaEmbed === "function";
const views = {};

async function draw(name, datasets, change = (specification) => specification) {
  const place = document.getElementById(`figure-${name}`);
  if (!canDraw || !place || !figures[state.lang][name]) return null;
  const specification = structuredClone(figures[state.lang][name]);
  specification.datasets = datasets;
  if (views[name]) views[name].finalize();
  const turn = (place.dataset.turn = String(Number(place.dataset.turn || 0) + 1));
  const drawn = await vegaEmbed(place, change(specification), {
    ast: true,
    renderer: "svg",
    logLevel: 1,
    actions: { export: true, source: false, compiled: false, editor: false },
    downloadFileName: `${data.index}-${name}`,
    i18n: { CLICK_TO_VIEW_ACTIONS: say("chart.menu"), SVG_ACTION: say("chart.svg"), PNG_ACTION: say("chart.png") },
  });
  if (place.dataset.turn !== turn) return null;
  views[name] = drawn;
  const menu = place.querySelector("summary");
  if (menu) menu.setAttribute("aria-label", say("chart.menu"));
  return drawn;
}

// The height of so many rows, as a number: a height by step cannot be fitted to the width of the page.
function tall(specification, rows) {
  specification.height = rows * specification.height.step;
  return specification;
}
const narrow = (name) => document.getElementById(`figure-${name}`).clientWidth < 520;

const INTERVALS = 100;
function drawIntervals() {
  if (!data.study) return;
  const { low, median, high } = data.study;
  const names = labels();
  const rows = units.code.slice(0, INTERVALS).map((_, at) => ({
    label: `${units.rank[at]}  ${names[at]}`, rank: units.rank[at], low: low[at], median: median[at], high: high[at],
  }));
  draw("intervals", { intervals: rows }, (specification) => {
    if (narrow("intervals")) specification.config.legend.direction = "vertical";
    return tall(specification, rows.length);
  });
}
listeners.language.push(drawIntervals);
