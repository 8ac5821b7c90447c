// One unit opened: its pillars beside a peer's, and under them every number with the observation it comes from.

const chooseUnit = document.getElementById("choose-unit");
const choosePeer = document.getElementById("choose-peer");
const profileHead = document.getElementById("profile-head");
const profileTable = document.getElementById("profile-table");
const problem = document.getElementById("profile-problem");

const listed = (at) => `${labels()[at]} (${units.code[at]})`;
const peerInForce = () => {
  if (state.peer !== null && state.peer !== state.unit) return state.peer;
  return count < 2 ? null : state.unit === 0 ? 1 : 0;
};

// The units that may be meant: by code, by label, by name, else by a part of these or of an area.
function matches(written) {
  const wanted = plainText(written.trim());
  const code = /\(([^()]*)\)\s*$/.exec(written);
  if (code && byCode.has(code[1])) return [byCode.get(code[1])];
  if (byCode.has(written.trim())) return [byCode.get(written.trim())];
  const those = (test) => units.code.flatMap((_, at) => (test(at) ? [at] : []));
  const is = (one) => Boolean(one) && plainText(one) === wanted;
  return [(at) => is(labels()[at]), (at) => is(units.name[at]) || is(units.name_en && units.name_en[at]),
    (at) => searched[at].includes(wanted)].map(those).find((found) => found.length) || [];
}

const CANDIDATES = 12;
function problemOf(written) {
  const candidates = matches(written);
  if (candidates.length) return { key: "ambiguous", written, candidates };
  const wanted = plainText(written.trim());
  const out = data.not_ranked.find((one) => [one.code, one.name, one.name_en].some((name) => name && plainText(name) === wanted));
  return { key: out ? "out" : "unknown", written, out, candidates };
}

function drawProblem() {
  const { key, written, out, candidates } = state.problem || {};
  problem.innerHTML = !key ? "" : escaped(say(`profile.${key}`, {
    written: isolated(written), count: candidates.length,
    name: out && isolated((state.lang === "en" && out.name_en) || out.name), reason: out && text(out.reason),
  })) + candidates.slice(0, CANDIDATES).map((at) =>
    ` <button type="button" class="link" data-choose="${at}">${escaped(listed(at))}</button>`).join("") +
    (candidates.length > CANDIDATES ? ` ${say("profile.more")}` : "");
}

function drawHead(at, peer) {
  const where = [...areas].reverse().map((group) => groupOf(group, at)).join(" · ");
  const facts = [say("profile.rank", { rank: whole(units.rank[at]), all: whole(count) }),
    say("profile.score", { score: score(units.score[at]) })];
  if (data.study) {
    const { low, median, high, top } = data.study;
    facts.push(say("profile.interval", { low: whole(low[at]), high: whole(high[at]), median: whole(median[at]) }));
    for (const [k, shares] of Object.entries(top)) {
      if (shares[at] > 0) facts.push(say("profile.top", { k, share: percent(shares[at]) }));
    }
  }
  const against = peer === null ? "" : `<p class="small">${escaped(say("profile.against",
    { name: labels()[peer], rank: whole(units.rank[peer]), score: score(units.score[peer]) }))}</p>`;
  profileHead.innerHTML =
    `<p class="who"><strong class="cap" title="${escaped(nameOf(at))}">${escaped(nameOf(at))}</strong> <span>${escaped(where)} ${escaped(units.code[at])}</span></p>` +
    `<ul class="chips">${facts.map((fact) => `<li>${escaped(fact)}</li>`).join("")}</ul>${against}` +
    (units.notes[at] || []).map((note) => `<p class="small caution">${escaped(text(note))}</p>`).join("");
}

function drawPillars(at, peer) {
  const field = data.pillars.map((pillar) => ({
    pillar: text(pillar.title), low: pillar.quartiles[0], median: pillar.quartiles[1], high: pillar.quartiles[2],
  }));
  const marks = [peer, at].flatMap((one) => one === null ? [] : data.pillars.map((pillar) => ({
    pillar: text(pillar.title), unit: labels()[one], value: pillar.values[one], role: one === at ? "chosen" : "peer",
  })));
  const label = (id, value) => {
    const place = document.getElementById(id);
    if (place) place.textContent = value;
  };
  label("key-chosen", labels()[at]);
  label("key-peer", peer === null ? "" : labels()[peer]);
  const keyOfPeer = document.querySelector(".key.peer");
  if (keyOfPeer) keyOfPeer.parentElement.hidden = peer === null;
  draw("profile", { field, chosen: marks }, (specification) => tall(specification, field.length));
}

const changed = new Map();
for (const [at, column, before, after] of data.changes.winsorised) changed.set(`${at} ${column}`, after);

function treatment(at, column) {
  const { logged } = data.changes.indicators[column];
  if (logged !== null) {
    return `${say("profile.logged")}<br><small>${escaped(text(data.changes.details[logged]))}</small>`;
  }
  const key = `${at} ${column}`;
  if (changed.has(key)) return say("profile.winsorised", { value: short(changed.get(key)) });
  return `<span class="quiet">${say("profile.untreated")}</span>`;
}

const measured = (code, value) => (code ? ` <small>${escaped(measure(code, value))}</small>` : "");

function indicatorCells(at, peer, column) {
  const declared = data.framework.indicators[column];
  const cell = data.cells.indicators[column];
  const named = (name, list) => (cell[name][at] < 0 ? null : list[cell[name][at]]);
  const status = named("status", data.cells.statuses);
  const source = cell.source[at] < 0 ? null : data.sources[cell.source[at]];
  const raw = cell.raw[at] === null
    ? `<span class="badge">${say("profile.missing")}</span>`
    : exact(cell.raw[at]) + measured(cell.measure, cell.raw[at]) +
      (`status.${status}` in words ? ` <span class="badge">${say(`status.${status}`)}</span>` : "");
  const below = cell.over === null ? null : data.cells.denominators[cell.over];
  const over = below === null || below.raw[at] === null ? "" : `<br><small>${escaped(say("profile.over",
    { title: text(below.title), value: `${exact(below.raw[at])} ${measure(below.measure, below.raw[at])}`.trim() }))}</small>`;
  const used = short(cell.value[at]) +
    (declared.measure === cell.measure ? "" : measured(declared.measure, cell.value[at])) +
    (cell.imputed.includes(at) ? ` <span class="badge">${say("profile.imputed")}</span>` : "");
  const share = Math.max(0, Math.min(100, placeOf(cell, at)));
  return [
    `<th scope="row" class="name">${escaped(text(declared.title))}</th>`,
    `<td class="number">${raw}${over}</td>`,
    `<td>${escaped(named("period", data.cells.periods) || dash)}</td>`,
    `<td class="number">${used}</td>`,
    `<td>${treatment(at, column)}</td>`,
    `<td class="number pillar" style="--share:${share.toFixed(1)}%">${score(cell.score[at], 1)}</td>`,
    ...(peer === null ? [] : [`<td class="number">${score(cell.score[peer], 1)}</td>`]),
    `<td class="number">${whole(cell.rank[at])}</td>`,
    `<td>${source && cell.raw[at] !== null
      ? `<a href="#source-${cell.source[at]}" data-go="source-${cell.source[at]}">${escaped(text(source.title))}</a>` +
        (cell.row[at] > 0 ? ` <small>${say("profile.row", { row: cell.row[at] })}</small>` : "")
      : `<span class="quiet">${say(cell.raw[at] === null ? "profile.no_observation" : "profile.no_source")}</span>`}</td>`,
  ];
}
// Where a score lies between the lowest and the highest, in percent: the length of its bar.
function placeOf(cell, at) {
  cell.extent = cell.extent || extent(cell.score);
  const [low, high] = cell.extent;
  return cell.score[at] === null || high === low ? 0 : (100 * (cell.score[at] - low)) / (high - low);
}

function drawProfile() {
  if (!count) return;
  const at = state.unit;
  const peer = peerInForce();
  chooseUnit.value = listed(at);
  choosePeer.value = peer === null ? "" : listed(peer);
  drawProblem();
  drawHead(at, peer);
  drawPillars(at, peer);
  const heads = ["indicator", "raw", "period", "value", "treated", "normalised", ...(peer === null ? [] : ["peer_score"]), "place", "source"];
  const numbers = new Set(["raw", "value", "normalised", "peer_score", "place"]);
  profileTable.tHead.innerHTML = `<tr>${heads.map((head) =>
    `<th scope="col" class="${numbers.has(head) ? `number ${head}` : { indicator: "name", source: "wide" }[head] || ""}">${say(`profile.${head}`)}</th>`).join("")}</tr>`;
  profileTable.tBodies[0].innerHTML = data.framework.rows.map((row) =>
    row.indicator === null
      ? `<tr class="group"><th scope="rowgroup" colspan="${heads.length}"><span>${escaped(text(row.title))}</span></th></tr>`
      : `<tr>${indicatorCells(at, peer, row.indicator).join("")}</tr>`).join("");
}

function listUnits() {
  document.getElementById("all-units").innerHTML = units.code
    .map((_, at) => `<option value="${escaped(listed(at))}"></option>`).join("");
}
function chosenIn(input, use) {
  const found = input.value.trim() ? matches(input.value) : [];
  if (found.length === 1) {
    use(found[0]);
    return;
  }
  state.problem = input.value.trim() ? { ...problemOf(input.value), use } : null;
  drawProblem();
}
const useUnit = (at) => choose(at);
const usePeer = (at) => choose(state.unit, at);
chooseUnit.addEventListener("change", () => chosenIn(chooseUnit, useUnit));
choosePeer.addEventListener("change", () => chosenIn(choosePeer, usePeer));
problem.addEventListener("click", (event) => {
  const button = event.target.closest("[data-choose]");
  if (button) (state.problem.use || useUnit)(Number(button.dataset.choose));
});
for (const input of [chooseUnit, choosePeer]) input.addEventListener("focus", () => input.select());
listeners.language.push(listUnits, drawProfile);
listeners.profile.push(drawProfile);
