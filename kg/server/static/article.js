// An article: what a claim was read from is shown when one points at the claim, and the other way round.

const marks = [...document.querySelectorAll('mark[data-claims]')];
const claims = [...document.querySelectorAll('[data-claim]')];

function light(ids) {
  for (const claim of claims) claim.classList.toggle('lit', ids.includes(claim.dataset.claim));
  for (const mark of marks) mark.classList.toggle('lit', mark.dataset.claims.split(' ').some(id => ids.includes(id)));
}

for (const [elements, idsOf] of [[claims, el => [el.dataset.claim]], [marks, el => el.dataset.claims.split(' ')]]) {
  for (const element of elements) {
    for (const enter of ['mouseenter', 'focusin']) element.addEventListener(enter, () => light(idsOf(element)));
    for (const leave of ['mouseleave', 'focusout']) element.addEventListener(leave, () => light([]));
  }
}
