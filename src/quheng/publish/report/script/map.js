// The map: areas coloured by score, zoom by moving the drawing's view box, and a table of areas beside it.

const mapPlace = document.getElementById("figure-map");
const areaTable = document.getElementById("areas");
const largest = areas.find((group) => group.zh.length <= 60 && group.zh.length > 1) || null;
let wholeView = null;
let view = null;

function mapFeatures() {
  const names = labels();
  return data.geography.areas.flatMap((geometry, at) =>
    geometry ? [{ type: "Feature", geometry, at, label: names[at], rank: units.rank[at], score: units.score[at] }] : []);
}

const eachPoint = (nested, visit) =>
  typeof nested[0] === "number" ? visit(nested) : nested.forEach((inner) => eachPoint(inner, visit));
function bounds(geometries) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const geometry of geometries) {
    eachPoint(geometry.coordinates, ([x, y]) => {
      box[0] = Math.min(box[0], x); box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x); box[3] = Math.max(box[3], y);
    });
  }
  return box;
}

async function drawMap() {
  if (!data.geography || !mapPlace) return;
  const outline = data.geography.outline.map((geometry) => ({ type: "Feature", geometry }));
  const box = bounds([...data.geography.areas.filter(Boolean), ...data.geography.outline]);
  const ratio = Math.min(1.1, Math.max(0.5, (box[3] - box[1]) / Math.max(1, box[2] - box[0])));
  const width = mapPlace.clientWidth;
  const drawn = await draw("map", { areas: mapFeatures(), outline }, (specification) => {
    specification.height = Math.round(width * ratio);
    if (narrow("map") || !outline.length) {
      const { fill, stroke } = specification.layer[1].encoding;
      for (const one of [fill, stroke]) Object.assign(one.legend, { orient: "bottom", direction: "horizontal", columns: 3 });
    }
    return specification;
  });
  if (!drawn) return;
  const svg = mapPlace.querySelector("svg");
  wholeView = svg.getAttribute("viewBox").split(/\s+/).map(Number);
  view = [...wholeView];
  mapPlace.classList.remove("zoomed");
  drawn.view.addEventListener("click", (event, item) => {
    if (!item || !item.datum || item.datum.at === undefined || moved) return;
    choose(item.datum.at, null);
    goTo("profile");
  });
}

function look(next) {
  const svg = mapPlace && mapPlace.querySelector("svg");
  if (!svg || !wholeView) return;
  const size = Math.min(1, Math.max(1 / 40, next[2] / wholeView[2]));
  const [w, h] = [wholeView[2] * size, wholeView[3] * size];
  const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
  view = [clamp(next[0], wholeView[0], wholeView[0] + wholeView[2] - w),
    clamp(next[1], wholeView[1], wholeView[1] + wholeView[3] - h), w, h];
  svg.setAttribute("viewBox", view.join(" "));
  mapPlace.classList.toggle("zoomed", size < 0.999);
}
function zoom(factor, x = view[0] + view[2] / 2, y = view[1] + view[3] / 2) {
  look([x - (x - view[0]) * factor, y - (y - view[1]) * factor, view[2] * factor, view[3] * factor]);
}
// Zoom to what is drawn of one area: the boxes of its marks, in the drawing's own coordinates.
function zoomTo(member) {
  const svg = mapPlace && mapPlace.querySelector("svg");
  if (!svg || !wholeView) return;
  const frame = svg.getBoundingClientRect();
  const scale = view[2] / frame.width;
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const path of svg.querySelectorAll(".mark-shape path")) {
    const item = path.__data__;
    if (!item || !item.datum || item.datum.at === undefined || !member(item.datum.at)) continue;
    const one = path.getBoundingClientRect();
    box[0] = Math.min(box[0], one.left); box[1] = Math.min(box[1], one.top);
    box[2] = Math.max(box[2], one.right); box[3] = Math.max(box[3], one.bottom);
  }
  if (!Number.isFinite(box[0])) return;
  const width = (box[2] - box[0]) * scale;
  const height = (box[3] - box[1]) * scale;
  const share = Math.min(1, 1.25 * Math.max(width / wholeView[2], height / wholeView[3]));
  const middle = [view[0] + ((box[0] + box[2]) / 2 - frame.left) * scale,
    view[1] + ((box[1] + box[3]) / 2 - frame.top) * scale];
  const [w, h] = [wholeView[2] * share, wholeView[3] * share];
  look([middle[0] - w / 2, middle[1] - h / 2, w, h]);
}

let moved = false;
if (mapPlace) {
  let waiting = 0;
  let width = window.innerWidth;
  window.addEventListener("resize", () => {
    if (window.innerWidth === width) return;
    width = window.innerWidth;
    clearTimeout(waiting);
    waiting = setTimeout(drawMap, 300);
  });
  let from = null;
  mapPlace.addEventListener("pointerdown", (event) => { from = [event.clientX, event.clientY]; moved = false; });
  window.addEventListener("pointerup", () => { from = null; });
  mapPlace.addEventListener("pointermove", (event) => {
    if (!from || !mapPlace.classList.contains("zoomed")) return;
    const [dx, dy] = [event.clientX - from[0], event.clientY - from[1]];
    if (!moved && Math.hypot(dx, dy) < 4) return;
    moved = true;
    const scale = view[2] / mapPlace.querySelector("svg").getBoundingClientRect().width;
    from = [event.clientX, event.clientY];
    look([view[0] - dx * scale, view[1] - dy * scale, view[2], view[3]]);
  });
  mapPlace.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const frame = mapPlace.querySelector("svg").getBoundingClientRect();
    const scale = view[2] / frame.width;
    zoom(event.deltaY > 0 ? 1.25 : 0.8, view[0] + (event.clientX - frame.left) * scale,
      view[1] + (event.clientY - frame.top) * scale);
  }, { passive: false });
  document.querySelectorAll("[data-zoom]").forEach((button) => button.addEventListener("click", () => {
    if (!view) return;
    if (button.dataset.zoom === "reset") look(wholeView);
    else zoom(button.dataset.zoom === "in" ? 0.6 : 1 / 0.6);
  }));
}

const middleOf = (values) => {
  const list = values.filter((value) => value !== null).sort((a, b) => a - b);
  const half = list.length >> 1;
  return list.length ? (list.length % 2 ? list[half] : (list[half - 1] + list[half]) / 2) : null;
};
function drawAreas() {
  if (!areaTable || !largest) return;
  const members = largest.zh.map(() => []);
  largest.at.forEach((area, at) => members[area].push(at));
  const rows = members.map((list, area) => ({
    area, count: list.length, median: middleOf(list.map((at) => units.score[at])), best: Math.min(...list.map((at) => units.rank[at])),
  })).sort((a, b) => b.median - a.median);
  const heads = [groupTitle(largest), say("map.count"), say("map.median"), say("map.best")];
  areaTable.innerHTML =
    `<div class="scroll tall" tabindex="0" role="region" aria-label="${escaped(say("map.areas"))}"><table><thead><tr>` +
    heads.map((head, at) => `<th scope="col" class="${at ? "number" : ""}">${escaped(head)}</th>`).join("") +
    `</tr></thead><tbody>${rows.map((row) =>
      `<tr><th scope="row">${canDraw
        ? `<button type="button" class="link" data-area="${row.area}">${escaped(largest[state.lang][row.area])}</button>`
        : escaped(largest[state.lang][row.area])}</th>` +
      `<td class="number">${row.count}</td><td class="number">${score(row.median)}</td><td class="number">${whole(row.best)}</td></tr>`)
      .join("")}</tbody></table></div><p class="small">${escaped(say("map.areas_note", { unit: text(data.unit) }))}</p>`;
}
if (areaTable) {
  areaTable.addEventListener("click", (event) => {
    const button = event.target.closest("[data-area]");
    if (!button) return;
    look(wholeView);
    zoomTo((at) => largest.at[at] === Number(button.dataset.area));
  });
}
listeners.language.push(drawAreas, drawMap);
