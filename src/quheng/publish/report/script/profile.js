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

function find(written) {
  const wanted = plainText(written.trim());
  if (!wanted) return null;
  const code = /\(([^()]*)\)\s*$/.exec(written);
  if (code && byCode.has(code[1])) return byCode.get(code[1]);
  if (byCode.has(wanted)) return byCode.get(wanted);
  const same = units.code.findIndex((_, at) =>
    [labels()[at], units.name[at], units.name_en ? units.name_en[at] : ""].some((one) => one && plainText(one) === wanted));
  if (same >= 0) return same;
  const inside = searched.flatMap((one, at) => (one.includes(wanted) ? [at] : []));
  return inside.length === 1 ? inside[0] : null;
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
    `<p class="who"><strong>${escaped(nameOf(at))}</strong> <span>${escaped(where)} ${escaped(units.code[at])}</span></p>` +
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

function indicatorCells(at, peer, column) {
  const declared = data.framework.indicators[column];
  const cell = data.cells.indicators[column];
  const named = (name, list) => (cell[name][at] < 0 ? null : list[cell[name][at]]);
  const status = named("status", data.cells.statuses);
  const source = cell.source[at] < 0 ? null : data.sources[cell.source[at]];
  const raw = cell.raw[at] === null
    ? `<span class="badge">${say("profile.missing")}</span>`
    : `${exact(cell.raw[at])} <small>${escaped(measure(cell.measure))}</small>` +
      (`status.${status}` in words ? ` <span class="badge">${say(`status.${status}`)}</span>` : "");
  const below = cell.over === null ? null : data.cells.denominators[cell.over];
  const over = below === null || below.raw[at] === null ? "" : `<br><small>${escaped(say("profile.over",
    { title: text(below.title), value: `${exact(below.raw[at])} ${measure(below.measure)}` }))}</small>`;
  const used = short(cell.value[at]) +
    (declared.measure === cell.measure ? "" : ` <small>${escaped(measure(declared.measure))}</small>`) +
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
  problem.textContent = "";
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
  const at = find(input.value);
  if (at === null) problem.textContent = say("profile.unknown");
  else use(at);
}
chooseUnit.addEventListener("change", () => chosenIn(chooseUnit, (at) => choose(at)));
choosePeer.addEventListener("change", () => chosenIn(choosePeer, (at) => choose(state.unit, at)));
for (const input of [chooseUnit, choosePeer]) input.addEventListener("focus", () => input.select());
listeners.language.push(listUnits, drawProfile);
listeners.profile.push(drawProfile);
