// The ranking: rows are made once a language, sorting moves them, searching hides them.

const rankingTable = document.getElementById("ranking-table");
const search = document.getElementById("search");
const shown = document.getElementById("shown");
const sorted = { column: 0, down: false };
let columns = [];
let rows = [];

function rankingColumns() {
  const list = [
    { head: say("ranking.rank"), kind: "number rank", values: units.rank },
    { head: say("ranking.name"), kind: "name", values: units.code.map((_, at) => nameOf(at)) },
    ...areas.slice(0, 3).map((group) => ({
      head: groupTitle(group), kind: "area", values: units.code.map((_, at) => groupOf(group, at)),
    })),
    { head: say("ranking.score"), kind: "number score", values: units.score, highFirst: true },
  ];
  if (data.study) {
    list.push({ head: say("ranking.interval"), kind: "interval", values: data.study.low });
    list.push({ head: say("ranking.median"), kind: "number median", values: data.study.median });
  }
  return [...list, ...data.pillars.map((pillar) => ({
    head: text(pillar.title), kind: "number pillar", values: pillar.values, highFirst: true,
  }))];
}

// Long English words of a pillar are cut short in its heading; the whole title is the heading's name.
const shortHead = (head) => head.replace(/[A-Za-z]{10,}/g, (long) => `${long.slice(0, 7)}.`);

const extent = (values) => {
  const known = values.filter((value) => value !== null);
  return [Math.min(...known), Math.max(...known)];
};

function cellWriters() {
  return columns.map((column) => {
    const kind = `class="${column.kind}"`;
    if (column.kind === "name") {
      const english = state.lang === "en" && units.name_en;
      return (at) =>
        `<th scope="row" ${kind}><a class="cap" href="#unit=${encodeURIComponent(units.code[at])}" data-unit="${at}" ` +
        `title="${escaped(nameOf(at))}">${escaped(nameOf(at))}</a>` +
        (english && units.name_en[at] && units.name_en[at] !== units.name[at]
          ? ` <small class="cap" lang="zh-CN">${escaped(isolated(units.name[at]))}</small>` : "") +
        (areas.length ? ` <small class="where">${escaped(groupOf(areas[0], at))}</small>` : "") + "</th>";
    }
    if (column.kind === "number pillar") {
      const [low, high] = extent(column.values);
      const digits = high - low > 5 ? 1 : 2;
      return (at) => {
        const value = column.values[at];
        const share = value === null || high === low ? 0 : (100 * (value - low)) / (high - low);
        return `<td ${kind} style="--share:${share.toFixed(1)}%">${score(value, digits)}</td>`;
      };
    }
    if (column.kind === "interval") {
      const { low, high, median } = data.study;
      // A square-root scale: the first places, which matter most, stay apart.
      const part = (rank) => (100 * Math.sqrt((rank - 1) / Math.max(1, count - 1))).toFixed(2);
      return (at) =>
        `<td ${kind}><span class="range">${whole(low[at])}–${whole(high[at])}</span>` +
        `<span class="track" style="--from:${part(low[at])}%;--to:${part(high[at])}%;--at:${part(median[at])}%"></span></td>`;
    }
    if (column.kind === "number score") return (at) => `<td ${kind}>${score(column.values[at])}</td>`;
    if (column.kind === "area") return (at) => `<td ${kind}>${escaped(column.values[at])}</td>`;
    return (at) => `<td ${kind}>${whole(column.values[at])}</td>`;
  });
}

function drawRanking() {
  columns = rankingColumns();
  rankingTable.tHead.innerHTML = `<tr>${columns
    .map((column, at) =>
      `<th scope="col" class="${column.kind}"><button type="button" data-column="${at}"` +
      (column.kind === "number pillar" ? ` title="${escaped(column.head)}" aria-label="${escaped(column.head)}">` : ">") +
      escaped(column.kind === "number pillar" ? shortHead(column.head) : column.head) +
      '<span class="arrow" aria-hidden="true"></span></button></th>')
    .join("")}</tr>`;
  const writers = cellWriters();
  rankingTable.tBodies[0].innerHTML = units.code
    .map((_, at) => `<tr>${writers.map((write) => write(at)).join("")}</tr>`)
    .join("");
  rows = [...rankingTable.tBodies[0].rows];
  sortRanking();
  filterRanking();
}

function sortRanking() {
  const { values } = columns[sorted.column];
  const collator = new Intl.Collator(state.lang === "zh" ? "zh-CN" : "en", { numeric: true });
  const compare = typeof values.find((value) => value !== null) === "string"
    ? (a, b) => collator.compare(values[a], values[b])
    : (a, b) => values[a] - values[b];
  const sign = sorted.down ? -1 : 1;
  const order = rows.map((_, at) => at).sort((a, b) => {
    if (values[a] === null || values[b] === null) return (values[a] === null) - (values[b] === null) || a - b;
    return sign * compare(a, b) || a - b;
  });
  rankingTable.tBodies[0].append(...order.map((at) => rows[at]));
  [...rankingTable.tHead.rows[0].cells].forEach((cell, at) => {
    if (at === sorted.column) cell.setAttribute("aria-sort", sorted.down ? "descending" : "ascending");
    else cell.removeAttribute("aria-sort");
  });
}

const plainText = (value) => String(value).normalize("NFKC").toLowerCase();
const searched = units.code.map((code, at) =>
  plainText([code, units.name[at], units.name_en ? units.name_en[at] : "",
    ...units.groups.flatMap((group) => [group.zh[group.at[at]], group.en[group.at[at]]])].join(" ")));

function filterRanking() {
  const wanted = plainText(search.value).split(/\s+/).filter(Boolean);
  let found = 0;
  rows.forEach((row, at) => {
    const fits = wanted.every((word) => searched[at].includes(word));
    row.hidden = !fits;
    found += fits;
  });
  shown.textContent = found ? say("ranking.shown", { shown: whole(found), all: whole(count) }) : say("ranking.none");
}

search.addEventListener("input", filterRanking);
rankingTable.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-unit]");
  if (link) {
    event.preventDefault();
    choose(Number(link.dataset.unit), null);
    goTo("profile");
    return;
  }
  const button = event.target.closest("button[data-column]");
  if (!button) return;
  const column = Number(button.dataset.column);
  sorted.down = column === sorted.column ? !sorted.down : Boolean(columns[column].highFirst);
  sorted.column = column;
  sortRanking();
});
listeners.language.push(drawRanking);
