// Conflict cards: the sentences side by side, the arithmetic, the likely cause, and the choices.

const letterOf = (at) => String.fromCharCode(65 + (at % 26));
const ofClaim = claims.map(() => []);
data.findings.forEach((finding, number) => finding.claims.forEach((at) => ofClaim[at].push(number)));

function findingCard(number) {
  const finding = data.findings[number];
  const quotes = finding.claims.map((at, place) => {
    const [before, said, after] = finding.sentences[place];
    const now = states[at];
    return `<li><button type="button" class="letter" data-c="${at}">${letterOf(place)}</button>` +
      `<blockquote>${escaped(before)}<b>${escaped(said)}</b>${escaped(after)}` +
      ` <span class="state-tag" data-state="${now}">${GLYPHS[now]} ${escaped(say(`state.${now}`))}</span></blockquote></li>`;
  });
  return `<section class="finding ${finding.severity}" data-f="${number}"><h3><span class="chip ${finding.severity}">` +
    `${escaped(say(`severity.${finding.severity}`))}</span> ${escaped(say(`check.${finding.code}`))}</h3>` +
    `<ul>${quotes.join("")}</ul><p class="arithmetic">${escaped(both(finding.arithmetic))}</p>` +
    `<p><span class="quiet">${escaped(say("finding.cause"))}</span>${escaped(both(finding.cause))}</p>${choices(finding)}</section>`;
}
function choices(finding) {
  if (finding.severity === "info" || finding.claims.length < 2) return "";
  const button = (choice, words) => `<button type="button" data-choice="${choice}">${escaped(words)}</button>`;
  const pair = finding.claims.length === 2;
  const keeps = pair ? finding.claims.map((_, at) => button(at, say("choice.keep", { letter: letterOf(at) }))) : [];
  return `<div class="actions">${keeps.join("")}${button("both", say(pair ? "choice.both" : "choice.all"))}${button("ask", say("choice.ask"))}</div>`;
}
function choose(number, choice) {
  const members = data.findings[number].claims;
  let done = false;
  if (choice === "both") done = decide(members, members.length === 2 ? "keep-both" : "accept");
  else if (choice === "ask") done = decide(members, "ask");
  else {
    const at = Number(choice);
    done = decide([members[at]], "accept") && decide([members[1 - at]], "reject", { reason: words["reason.conflict"][state.lang] });
  }
  if (done) afterDecision(state.at);
}
function findingsOf(at) {
  if (!ofClaim[at].length) return "";
  return ofClaim[at].map(findingCard).join("");
}
