/* The view of one call, put together from its parts; and which turn of it is chosen. */

const opened = {row: null, turn: 0, red: -1};

function showCall(wanted) {
  const row = callsByKey.get(wanted.call);
  if (!row) return showMissing(wanted.call);
  const turns = row.timeline ?? [];
  if (opened.row !== row) openCall(row);
  const first = Math.max(
    0,
    ...redsOf(row)
      .slice(0, 1)
      .map((red) => entryOfRed(row, red)),
  );
  const turn = wanted.turn === "" ? first : Number(wanted.turn) || 0;
  opened.turn = Math.max(0, Math.min(turn, turns.length - 1));
  markTurn();
  if (wanted.turn !== "") byId(`turn-${opened.turn}`)?.scrollIntoView({block: "nearest"});
}

function openCall(row) {
  Object.assign(opened, {row, red: -1});
  const at = list.calls.indexOf(row);
  if (at >= 0) list.at = at;
  const stage = el(
    "section",
    {class: "stage", "aria-label": "Sound and timeline"},
    buildPlayer(row),
    buildTimeline(row),
  );
  const parts = [
    buildTop(row),
    buildFacts(row),
    buildNotes(row),
    buildReds(row),
    stage,
    row.timeline ? buildTurns(row) : null,
  ];
  byId("call-view").replaceChildren(...parts.filter(Boolean));
  drawTimeline(row);
  showPosition();
  scrollTo(0, 0);
  byId("call-title").focus({preventScroll: true});
}

function showMissing(key) {
  closeCall();
  const text = `This run has no call ${quoted(key)}. `;
  byId("call-view").replaceChildren(
    el("h2", {id: "call-title"}, "No such call"),
    el("p", {}, text, el("a", {href: "#"}, "All calls")),
  );
}

/* The sound stops with the view. */
function closeCall() {
  player.audio?.pause();
  opened.row = null;
}

/* Another turn, which the address keeps; its row gets the focus. */
function chooseTurn(number) {
  if (!opened.row?.timeline?.length) return;
  amend({turn: String(Math.max(0, Math.min(number, opened.row.timeline.length - 1)))});
  byId(`turn-${opened.turn}`).focus({preventScroll: true});
}

function markTurn() {
  for (const row of document.querySelectorAll("#turns tr.chosen")) {
    row.classList.remove("chosen");
    row.removeAttribute("aria-current");
  }
  const row = byId(`turn-${opened.turn}`),
    entry = opened.row?.timeline?.[opened.turn];
  if (!row || !entry) return;
  row.classList.add("chosen");
  row.setAttribute("aria-current", "true");
  const [start, end] = spanOf(entry);
  byId("chosen-mark").setAttribute("x", xOf(start) - 1);
  byId("chosen-mark").setAttribute("width", Math.max(4, xOf(end) - xOf(start) + 2));
  byId("chosen-mark").setAttribute("y", (entry.cause === "turn" ? LANES.heard : LANES.reply) - 2);
  bringIntoSight(start);
}

function moveCall(by) {
  const next = list.calls[list.calls.indexOf(opened.row) + by];
  if (next) visit({call: next.key, turn: ""});
}

/* The next red, from the first again after the last. */
function nextRed() {
  const reds = redsOf(opened.row);
  if (!reds.length) return;
  opened.red = (opened.red + 1) % reds.length;
  hearRed(opened.row, reds[opened.red]);
}
