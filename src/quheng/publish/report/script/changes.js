// Lists of changed cells, written when they are first opened.

function drawChanges(details) {
  const name = details.dataset.list;
  const heads = [["", "ranking.name"], ["", "framework.indicator"], ["number", "changes.before"], ["number", "changes.after"], ["", "changes.how"]]
    .filter(([, key]) => name === "winsorised" || key !== "changes.before");
  const lines = data.changes[name].map(([at, column, before, after, detail]) =>
    `<tr><th scope="row">${escaped(labels()[at])}</th><td>${escaped(text(data.framework.indicators[column].title))}</td>` +
    (name === "winsorised" ? `<td class="number">${short(before)}</td>` : "") +
    `<td class="number">${short(after)}</td><td>${escaped(text(data.changes.details[detail]))}</td></tr>`);
  details.lastElementChild.innerHTML =
    `<div class="scroll tall" tabindex="0" role="region" aria-label="${escaped(say("changes.box"))}"><table><thead><tr>` +
    heads.map(([kind, key]) => `<th scope="col" class="${kind}">${say(key)}</th>`).join("") +
    `</tr></thead><tbody>${lines.join("")}</tbody></table></div>`;
}
const changeLists = [...document.querySelectorAll("details[data-list]")];
for (const details of changeLists) details.addEventListener("toggle", () => details.open && drawChanges(details));
listeners.language.push(() => changeLists.filter((details) => details.open).forEach(drawChanges));
