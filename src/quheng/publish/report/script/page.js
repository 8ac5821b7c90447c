// The page's data, the language in force, the state in the URL hash, and how texts and numbers are written.

const read = (name) => JSON.parse(document.getElementById(name).textContent);
const data = read("data");
const words = read("words");
const figures = read("figures");
const units = data.units;
const count = units.code.length;
const byCode = new Map(units.code.map((code, at) => [code, at]));

// `problem` says what was asked for and not found: { key, values, candidates }.
const state = { lang: "zh", unit: 0, peer: null, problem: null };
const listeners = { language: [], profile: [] };

const say = (key, values = {}) =>
  words[key][state.lang].replace(/\{(\w+)\}/g, (slot, name) => (name in values ? values[name] : slot));
const text = (both) => (both ? both[state.lang] : "");
const escaped = (value) =>
  String(value).replace(/[&<>"']/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[c]);

// A name may hold letters that run from right to left, or the invisible marks that turn a line around: it is put
// between a first strong isolate and its end, which it cannot close itself.
const turns = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff]/;
const isolated = (name) => (turns.test(name) ? `\u2068${name.replaceAll("\u2069", "")}\u2069` : name);
const nameOf = (at) => isolated((state.lang === "en" && units.name_en && units.name_en[at]) || units.name[at]);
const groupOf = (group, at) => isolated(group[state.lang][group.at[at]]);
const groupTitle = (group) =>
  `group.${group.key}` in words ? say(`group.${group.key}`) : group.key;
// Areas from the smallest (a city) to the largest (a province).
const areas = [...units.groups].sort((a, b) => b.zh.length - a.zh.length);

// Names that no two units share: the area is added where a name occurs twice, the code where that is not enough.
const distinct = { zh: null, en: null };
function labels() {
  if (distinct[state.lang]) return distinct[state.lang];
  const seen = (list) => list.reduce((m, one) => m.set(one, (m.get(one) || 0) + 1), new Map());
  let list = units.code.map((_, at) => nameOf(at));
  const add = (extra) => {
    const times = seen(list);
    list = list.map((one, at) => (times.get(one) > 1 ? `${one}${extra(at)}` : one));
  };
  if (areas.length) add((at) => ` · ${groupOf(areas[0], at)}`);
  add((at) => ` ${units.code[at]}`);
  distinct[state.lang] = list;
  return list;
}

const dash = "–";
const minus = (written) => written.replace("-", "−");
const grouped = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const observed = new Intl.NumberFormat("en", { maximumSignificantDigits: 8 });
const whole = (value) => (value === null ? dash : minus(grouped.format(value)));
const exact = (value) => (value === null ? dash : minus(observed.format(value)));
const percent = (share) => `${(100 * share).toFixed(share > 0 && share < 0.01 ? 1 : 0)} %`;
function short(value) {
  if (value === null) return dash;
  const size = Math.abs(value);
  const digits = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 4;
  return minus(value.toLocaleString("en", { maximumFractionDigits: digits }));
}
// Scores have two decimals on a scale of 100, four on a scale of 1.
const decimals = units.score.some((value) => Math.abs(value) > 5) ? 2 : 4;
const score = (value, digits = decimals) => (value === null ? dash : minus(value.toFixed(digits)));
const measure = (code, value) =>
  (state.lang === "en" && data.measures[code] && data.measures[code][value === 1 ? 0 : 1]) || code;

function readHash() {
  const given = new URLSearchParams(location.hash.slice(1));
  if (["zh", "en"].includes(given.get("lang"))) state.lang = given.get("lang");
  if (byCode.has(given.get("unit"))) state.unit = byCode.get(given.get("unit"));
  state.peer = byCode.has(given.get("peer")) ? byCode.get(given.get("peer")) : null;
  const unknown = [given.get("unit"), given.get("peer")].find((code) => code && !byCode.has(code));
  state.problem = unknown ? problemOf(unknown) : null;
}
function writeHash() {
  const parts = [`lang=${state.lang}`];
  if (count && state.unit) parts.push(`unit=${encodeURIComponent(units.code[state.unit])}`);
  if (state.peer !== null) parts.push(`peer=${encodeURIComponent(units.code[state.peer])}`);
  history.replaceState(null, "", `#${parts.join("&")}`);
}

function speak(language) {
  state.lang = language;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = text(data.title);
  for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", say(one.dataset.label));
  for (const one of document.querySelectorAll("[data-placeholder]")) one.placeholder = say(one.dataset.placeholder);
  listeners.language.forEach((listener) => listener());
}
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const goTo = (id) => {
  const target = document.getElementById(id);
  if (!target) return;
  target.scrollIntoView({ behavior: calm() ? "auto" : "smooth", block: "start" });
  (document.getElementById(`${id}-title`) || target).focus({ preventScroll: true });
};
function choose(at, peer = state.peer) {
  state.unit = at;
  state.peer = peer;
  state.problem = null;
  writeHash();
  listeners.profile.forEach((listener) => listener());
}
